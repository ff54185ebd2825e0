/**
 * Structured log. Never given names, phone numbers, message texts, codes or tokens: callers pass ids, counts and errors, of which the quoted
 * parts are left out.
 */
export interface Log {
	debug(event: string, facts?: Readonly<Record<string, unknown>>): void;
	info(event: string, facts?: Readonly<Record<string, unknown>>): void;
	warn(event: string, facts?: Readonly<Record<string, unknown>>): void;
	error(event: string, facts?: Readonly<Record<string, unknown>>): void;
}
