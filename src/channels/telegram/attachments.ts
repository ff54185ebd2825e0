import type { Message, PhotoSize } from "grammy/types";
import type { RemoteFile } from "../../ports/intake.ts";
import { cleanFileName } from "../file-name.ts";
import { MAX_FETCH_BYTES } from "./limits.ts";

interface Described {
	readonly file_id: string;
	readonly file_unique_id: string;
	readonly file_size?: number;
	readonly file_name?: string;
	readonly mime_type?: string;
}

/** Endings of the types Telegram gives files without a name. */
const ENDINGS: ReadonlyMap<string, string> = new Map([
	["image/jpeg", "jpg"],
	["image/png", "png"],
	["audio/mpeg", "mp3"],
	["audio/mp4", "m4a"],
	["audio/ogg", "ogg"],
	["video/mp4", "mp4"],
	["application/pdf", "pdf"],
]);

const remote = (file: Described, kind: string, ending: string): RemoteFile => ({
	id: file.file_id,
	name:
		(file.file_name === undefined ? null : cleanFileName(file.file_name)) ??
		`${kind}-${file.file_unique_id}.${ENDINGS.get(file.mime_type ?? "") ?? ending}`,
	size: file.file_size ?? null,
});

/** The largest size that can be fetched; Telegram lists them by size. */
const bestSize = (sizes: readonly PhotoSize[]): PhotoSize | null =>
	sizes.findLast(({ file_size: size }) => (size ?? 0) <= MAX_FETCH_BYTES) ?? sizes[0] ?? null;

/** The file of a message, or null: Telegram sends one a message, an album is several messages. */
export const readAttachment = (message: Message): RemoteFile | null => {
	const photo = message.photo && bestSize(message.photo);
	if (photo) return remote(photo, "photo", "jpg");
	if (message.voice) return remote(message.voice, "voice", "ogg");
	if (message.audio) return remote(message.audio, "audio", "mp3");
	if (message.video_note) return remote(message.video_note, "video", "mp4");
	if (message.video) return remote(message.video, "video", "mp4");
	// Before document: an animation carries itself as document too, for old programs.
	if (message.animation) return remote(message.animation, "animation", "mp4");
	if (message.document) return remote(message.document, "file", "bin");
	return null;
};
