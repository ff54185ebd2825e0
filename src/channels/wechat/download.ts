import type { FetchOutcome } from "../../ports/channel.ts";
import type { RemoteFile } from "../../ports/intake.ts";
import { ASK_TIMEOUT_MS, FETCH_TIMEOUT_MS, MAX_FILE_BYTES } from "./limits.ts";
import { createPatience } from "./patience.ts";
import { ARTWORK, MESSAGE, type Puppet } from "./puppet.ts";

const RETRY_MS = 5000;
const OFFLINE_RETRY_MS = 30_000;

type FileBox = Awaited<ReturnType<Puppet["messageFile"]>>;

/** The bytes, or null as soon as there are more than may be. */
const readBytes = async (box: FileBox): Promise<Buffer | null> => {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of await box.toStream()) {
		size += chunk.length;
		if (size > MAX_FILE_BYTES) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
};

/** Brings a file from WeChat, by the message it came with; photos as they were sent, not as they are shown. */
export const createDownload = (parts: {
	readonly puppet: () => Puppet | null;
	readonly later: (ms: number, run: () => void) => () => void;
}) => {
	const patience = createPatience(parts.later);

	const boxOf = async (puppet: Puppet, { id }: RemoteFile, type: number): Promise<FileBox> => {
		const plain = () => puppet.messageFile(id);
		return patience(type === MESSAGE.image ? puppet.messageImage(id, ARTWORK as never).catch(plain) : plain(), FETCH_TIMEOUT_MS);
	};

	return async (file: RemoteFile): Promise<FetchOutcome> => {
		const puppet = parts.puppet();
		if (!puppet) return { kind: "retry", afterMs: OFFLINE_RETRY_MS, reason: "nobody is logged in" };
		const message = await patience(puppet.messagePayload(file.id), ASK_TIMEOUT_MS).catch(() => null);
		if (!message) return { kind: "failed", reason: "gone" };
		try {
			const bytes = await patience(boxOf(puppet, file, message.type).then(readBytes), FETCH_TIMEOUT_MS);
			return bytes ? { kind: "fetched", bytes, name: file.name } : { kind: "failed", reason: "too-large", limit: MAX_FILE_BYTES };
		} catch {
			return { kind: "retry", afterMs: RETRY_MS, reason: "the file did not come" };
		}
	};
};
