/** The own id of the last login, kept over restarts. */
export interface LastLogin {
	get(): Promise<string | null>;
	set(id: string): Promise<void>;
}

/** Ids of the web protocol are new at each login; permanent ones are the same for every account. */
const isPassing = (id: string): boolean => id.startsWith("@");

/** Whether the ids known from before mean nobody any more. */
export const isRenewed = (last: string, self: string): boolean => last !== self && (isPassing(last) || isPassing(self));
