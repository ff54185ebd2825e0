import type { Puppet } from "./puppet.ts";

/**
 * The service puppet keeps the names of people and groups below the home folder, for every account of the machine to read and under a path that holds the
 * token. It does without: what it needs it asks its gateway for. Other puppets are left as they are.
 */
export const keepNothing = (puppet: Puppet): void => {
	const { _payloadStore: store } = puppet as unknown as { readonly _payloadStore?: object };
	if (store) Object.assign(store, { start: async () => undefined, stop: async () => undefined });
};
