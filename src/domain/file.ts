/** A stored file, kept once by content. */
export interface FileRef {
	/** SHA-256 of the bytes, lower-case hex: the key of the bytes. */
	readonly hash: string;
	readonly name: string;
	/** Media type found by looking at the bytes ("image/jpeg"), never the sender's word. */
	readonly type: string;
	/** In bytes. */
	readonly size: number;
}

const VOICE_NAME = /\.(?:amr|mp3|m4a|aac|ogg|oga|opus|wav|wma|silk)$/iu;

/** Whether somebody meant to speak: by the bytes, or by the name where the bytes (a platform's own recording) tell nothing. A picture is never one. */
export const isVoice = (file: FileRef): boolean =>
	file.type.startsWith("audio/") || (!file.type.startsWith("image/") && VOICE_NAME.test(file.name));
