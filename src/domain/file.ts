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

/** Documents an office works with; each is known by its bytes. */
const DOCUMENTS: ReadonlySet<string> = new Set([
	"application/pdf",
	"application/ofd",
	"application/msword",
	"application/vnd.ms-excel",
	"application/vnd.ms-powerpoint",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation",
]);

/** Whether a file can stand in a report: a picture, a film, a recording or an office document by its bytes. Programs, pages, scripts and archives cannot. */
export const isEvidence = ({ type }: FileRef): boolean => /^(?:image|video|audio)\//u.test(type) || DOCUMENTS.has(type);

const VOICE_NAME = /\.(?:amr|mp3|m4a|aac|ogg|oga|opus|wav|wma|silk)$/iu;

/** Whether somebody meant to speak: by the bytes, or by the name where the bytes (a platform's own recording) tell nothing. A picture is never one. */
export const isVoice = (file: FileRef): boolean =>
	file.type.startsWith("audio/") || (!file.type.startsWith("image/") && VOICE_NAME.test(file.name));
