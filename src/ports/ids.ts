/** The only source of chance. */
export interface Ids {
	/** A sortable unique id (26 characters, Crockford base 32). */
	next(): string;
	/** A binding code: 8 characters without look-alikes (no 0 O 1 I L), from a cryptographic source. */
	bindingCode(): string;
	/** 256 bits for session cookies, base64url. */
	secret(): string;
}
