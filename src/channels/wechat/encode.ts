import type { FileRef } from "../../domain/file.ts";

/** A file as Wechaty takes it: in base64, the one form that every puppet passes on. */
export const boxed = async ({ name }: FileRef, bytes: Uint8Array) => {
	const { FileBox } = await import("file-box");
	return FileBox.fromBase64(Buffer.from(bytes).toString("base64"), name);
};
