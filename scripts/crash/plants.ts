import type { Plant } from "./program-folder.ts";

/** Longer than the harness needs on any machine to see what was sent, and to kill. */
const GAP_MS = 1000;

/** Faults that must be found, by name. Their moments last so long that the kill always falls into one. */
export const PLANTS: Readonly<Record<string, Plant>> = {
	"confirm-before-commit": {
		what: "an update is confirmed to Telegram a moment before it is written down",
		shows: /confirmed, is nowhere in the inbox/u,
		where: "turn",
		file: "channels/telegram/poller.ts",
		from: "await parts.receive(numbered, bot);",
		to: `void new Promise((resolve) => setTimeout(resolve, ${GAP_MS})).then(() => parts.receive(numbered, bot));`,
	},
	"turn-in-two-commits": {
		what: "that a message was answered is written down a moment after the answer",
		shows: /the bot (?:answered|said what nobody had asked for)/u,
		where: "send",
		file: "app/turns/turn-loop.ts",
		from: "await this.#parts.store.commit(effects);\n\t\t\treturn true;",
		to: `const [rest, done] = [false, true].map((is) => effects.filter((one) => (one.do === "finish-inbox") === is));
			await this.#parts.store.commit(rest ?? []);
			this.#parts.committed([]);
			// The first words of a dialog may be answered twice without harm.
			globalThis.commits = (globalThis.commits ?? 0) + 1;
			if (globalThis.commits > 2) await new Promise((resolve) => setTimeout(resolve, ${GAP_MS}));
			await this.#parts.store.commit(done ?? []);
			return true;`,
	},
	"told-before-the-disk": {
		what: "a commit is told before it is on the disk",
		shows: /confirmed, is nowhere in the inbox/u,
		where: "turn",
		cutsPower: true,
		file: "store/write-ahead-log.ts",
		from: "await handle.datasync();",
		to: "",
	},
};
