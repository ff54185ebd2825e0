import type { payloads } from "wechaty";
import type { RemoteFile } from "../../ports/intake.ts";
import { cleanFileName } from "../file-name.ts";
import { MESSAGE } from "./puppet.ts";

const KINDS: ReadonlyMap<number, { readonly kind: string; readonly ending: string }> = new Map([
	[MESSAGE.image, { kind: "photo", ending: "jpg" }],
	[MESSAGE.audio, { kind: "voice", ending: "silk" }],
	[MESSAGE.video, { kind: "video", ending: "mp4" }],
	[MESSAGE.attachment, { kind: "file", ending: "bin" }],
]);

/** Endings of recordings other programs know; WeChat's own is called sil, slk or nothing. */
const SOUND = /\.(amr|mp3|m4a|wav|ogg)$/iu;

/** The file of a message, named by the message it came with; null where it has none. Its size is told only when it is fetched. */
export const readAttachment = ({ id, type, filename }: payloads.Message): RemoteFile | null => {
	const known = KINDS.get(type);
	if (!known) return null;
	const { kind, ending } = known;
	if (type === MESSAGE.audio)
		return { id, name: cleanFileName(`${kind}-${id}.${SOUND.exec(filename ?? "")?.[1] ?? ending}`) ?? kind, size: null };
	return { id, name: cleanFileName(filename ?? "") ?? cleanFileName(`${kind}-${id}.${ending}`) ?? kind, size: null };
};
