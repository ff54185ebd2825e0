import { dateOf, type Instant } from "../domain/period.ts";
import { meansEverybody } from "../language/command-words.ts";
import type { AccountRef, ChatRef } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import type { Desk, ImportOutcome, Invitation } from "../ports/desk.ts";
import type { Ids } from "../ports/ids.ts";
import type { Effect, Store } from "../ports/store.ts";
import { type Language, renderChat } from "../render/chat.ts";
import { shellWords } from "../render/shell.ts";
import type { WorkbookReader } from "../workbook/read-in-worker.ts";
import { writeWorkbook } from "../workbook/write-workbook.ts";
import { tryCode } from "./commands/bind.ts";
import { issueCode } from "./commands/binding-code.ts";
import type { CountyHolder } from "./county-holder.ts";
import type { Logins } from "./logins/logins.ts";
import { createLoginsDesk } from "./logins/logins-desk.ts";
import { type CheckedWorkbook, checkWorkbook, replaceCounty } from "./office/import-workbook.ts";
import { peopleNamed, personLine } from "./people/named.ts";
import { peopleToInvite } from "./people/renewals.ts";
import { WorkingSet } from "./turns/working-set.ts";

export interface DeskParts {
	readonly store: Store;
	readonly reader: WorkbookReader;
	readonly counties: CountyHolder;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly language: Language;
	/** Where an account that binds outside a chat is reached alone; null when that is not known yet. */
	readonly privateChatOf: (account: AccountRef) => ChatRef | null;
	/** An address that binds with a code at one tap; null where no messenger runs that has one. */
	readonly bindingLink: (code: string) => string | null;
	/** What somebody has to scan. */
	readonly waitingLogins: Logins["waiting"];
	/** Messengers that are down, while all else goes on. */
	readonly down: () => readonly string[];
	/** What stands in the way of answering; empty when nothing does. */
	readonly hindrances: () => readonly string[];
	/** Prometheus text. */
	readonly metrics: () => Promise<string>;
}

/** Who acts when nobody's account does: the shell of the machine the program runs on. */
const SHELL = "shell";

/** What an operator may ask of the running program, from the shell or the room's frame. */
export const createDesk = (parts: DeskParts): Desk => {
	const { store, counties, clock, ids, language } = parts;
	const checked = new Map<string, Extract<CheckedWorkbook, { kind: "different" }>>();
	// One at a time: a code is looked at and used up in two steps.
	let binding: Promise<unknown> = Promise.resolve();

	const text = (view: Parameters<typeof renderChat>[0]): string => renderChat(view, language, { buttons: true }).text;

	const check = async (bytes: Uint8Array): Promise<ImportOutcome> => {
		const found = await checkWorkbook(parts, bytes);
		switch (found.kind) {
			case "refused":
				return {
					kind: "refused",
					text: text({ key: "import-refused", problems: found.problems, count: found.problems.length, longest: null, buttons: [] }),
				};
			case "unchanged":
				return { kind: "unchanged", text: text({ key: "import-unchanged", notes: found.notes, buttons: [] }) };
			case "different": {
				const token = ids.next();
				checked.clear();
				checked.set(token, found);
				return {
					kind: "different",
					text: text({ key: "import-difference", difference: found.difference, notes: found.notes, buttons: [] }),
					token,
				};
			}
			default:
				return found satisfies never;
		}
	};

	const apply = async (token: string): Promise<boolean> => {
		const found = checked.get(token);
		const { version } = await store.loadCounty();
		if (!found || found.version !== version) return false;
		checked.delete(token);
		await store.commit(replaceCounty(found.data, version, clock.now(), SHELL));
		await counties.reload();
		return true;
	};

	const invite = async (name: string): Promise<Invitation[] | null> => {
		const county = counties.current?.county;
		if (!county) return null;
		const now = clock.now();
		const day = dateOf(now);
		const people = meansEverybody(name) ? await peopleToInvite(store, county, day) : peopleNamed(county, name, day);
		if (people.length === 0 && !meansEverybody(name)) return null;
		const effects: Effect[] = [];
		const invitations = people.map((person): Invitation => {
			const issued = issueCode(person, now, ids, SHELL);
			effects.push(...issued.effects);
			return { ...personLine(county, person, day), code: issued.code, until: issued.until, link: parts.bindingLink(issued.code) };
		});
		if (effects.length > 0) await store.commit(effects);
		return invitations;
	};

	const bindAccount = async (account: AccountRef, code: string, at: Instant): ReturnType<Desk["bind"]> => {
		const county = counties.current?.county;
		if (!county) return null;
		const attempt = await tryCode(
			{ set: new WorkingSet(store), people: (key) => county.person(key), now: at },
			account,
			parts.privateChatOf(account),
			code,
		);
		if (attempt.kind === "wait") return null;
		await store.commit(attempt.effects);
		return attempt.kind === "bound" ? personLine(county, attempt.person, dateOf(at)) : null;
	};

	return {
		checkWorkbook: check,
		applyWorkbook: apply,
		template: async () => writeWorkbook((await store.loadCounty()).data),
		invite,
		bind: (account, code) => {
			const done = binding.then(() => bindAccount(account, code, clock.now()));
			binding = done.catch(() => null);
			return done;
		},
		...createLoginsDesk({ ...parts, channelName: shellWords(language).channelName }),
		readiness: async () => ({ ready: parts.hindrances().length === 0, reasons: [...parts.hindrances(), ...parts.down()] }),
		metrics: parts.metrics,
	};
};
