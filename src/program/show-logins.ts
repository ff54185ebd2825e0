import type { Logins, WaitingLogin } from "../app/logins/logins.ts";
import { qrTerminal } from "../render/qr/qr-terminal.ts";
import type { shellWords } from "../render/shell.ts";

const LOOK_MS = 1000;

/**
 * Shows each code that a messenger waits for on the terminal, once; where nobody sits at one (a service, whose lines are kept as a log), only that it waits,
 * and where the code is. `shown` is told of the first code of each wait. Returns how to end it.
 */
export const showLogins = (parts: {
	readonly logins: Pick<Logins, "waiting">;
	readonly isTerminal: boolean;
	readonly write: (line: string) => void;
	readonly words: Pick<ReturnType<typeof shellWords>, "scanHere" | "scanElsewhere">;
	readonly roomUrl: string;
	readonly shown: (login: WaitingLogin) => void;
	readonly later: (ms: number, run: () => void) => () => void;
}): (() => void) => {
	const { logins, isTerminal, write, words, roomUrl, shown, later } = parts;
	let before: readonly WaitingLogin[] = [];
	const show = (login: WaitingLogin): void => {
		const known = before.find(({ channel }) => channel === login.channel);
		if (isTerminal && known?.code !== login.code)
			for (const line of [words.scanHere(login.channel), ...qrTerminal(login.code)]) write(line);
		if (!isTerminal && !known) write(words.scanElsewhere(login.channel, roomUrl));
		if (isTerminal && !known) shown(login);
	};
	const look = (): void => {
		const now = logins.waiting();
		for (const login of now) show(login);
		before = now;
		takeBack = later(LOOK_MS, look);
	};
	let takeBack = later(LOOK_MS, look);
	return () => takeBack();
};
