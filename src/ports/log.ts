/** Structured log. Never given names, phone numbers, message texts, codes or tokens: callers pass ids and counts. */
export interface Log {
	debug(event: string, facts?: Readonly<Record<string, unknown>>): void;
	info(event: string, facts?: Readonly<Record<string, unknown>>): void;
	warn(event: string, facts?: Readonly<Record<string, unknown>>): void;
	error(event: string, facts?: Readonly<Record<string, unknown>>): void;
}
