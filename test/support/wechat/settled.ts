/** Resolves when everything that follows at once has followed: Wechaty and its puppets pass things on over many turns of the event loop. */
export const settled = async (): Promise<void> => {
	for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
