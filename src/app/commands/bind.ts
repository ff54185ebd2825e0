import { addMs } from "../../domain/period.ts";
import { type Person, postsOn } from "../../domain/person.ts";
import type { AccountRef, ChatRef } from "../../ports/chat.ts";
import type { Effect } from "../../ports/store.ts";
import { speakerOf } from "../turns/speaker.ts";
import type { Turn } from "../turns/turn.ts";
import type { WorkingSet } from "../turns/working-set.ts";
import { codeHash, normaliseCode } from "./binding-code.ts";
import { help } from "./help.ts";

/** After this many failures within the span the sender waits. */
const MAX_FAILURES = 5;
const FAILURE_SPAN_MS = 60 * 60 * 1000;

type Attempt =
	| { readonly kind: "wait"; readonly until: ReturnType<typeof addMs> }
	| { readonly kind: "refused"; readonly effects: readonly Effect[] }
	| { readonly kind: "bound"; readonly person: Person; readonly effects: readonly Effect[] };

/** Tries a code for an account: single use, rate-limited, and the same refusal for wrong, used and expired ones. */
export const tryCode = async (
	world: { set: WorkingSet; people: (key: Person["key"]) => Person | undefined; now: Parameters<typeof addMs>[0] },
	account: AccountRef,
	privateChat: ChatRef | null,
	typed: string,
): Promise<Attempt> => {
	const { set, now } = world;
	const failures = await set.codeFailures(account, addMs(now, -FAILURE_SPAN_MS));
	if (failures.count >= MAX_FAILURES) return { kind: "wait", until: addMs(failures.oldest ?? now, FAILURE_SPAN_MS) };
	const code = await set.code(codeHash(normaliseCode(typed)));
	const person = code && code.usedAt === null && code.expiresAt >= now ? world.people(code.person) : undefined;
	if (!code || !person) return { kind: "refused", effects: [{ do: "record-code-failure", account, at: now }] };
	return {
		kind: "bound",
		person,
		effects: [
			{ do: "use-code", hash: code.hash, at: now },
			{ do: "bind-account", account, person: person.key, privateChat, at: now },
			{
				do: "add-audit",
				entry: { at: now, actor: person.key, event: "account:bound", subject: `person:${person.key}`, facts: { channel: account.channel } },
			},
		],
	};
};

/** 绑定 CODE: ties the sender's account to a person; that person's open dialogs come along, because they belong to the person. */
export const bind = async (turn: Turn, rest: string): Promise<void> => {
	const { sender, chat } = turn.inbound;
	if (turn.inGroup) return bindInGroup(turn, rest);
	if (rest === "") return askForCode(turn);
	const attempt = await tryCode({ set: turn.set, people: (key) => turn.county.person(key), now: turn.now }, sender, chat, rest);
	if (attempt.kind === "wait") return turn.say({ key: "code-wait", until: attempt.until, buttons: [] });
	turn.add(...attempt.effects);
	if (attempt.kind === "refused") return turn.say({ key: "code-refused", buttons: [] });
	const { person } = attempt;
	const open = await turn.set.sessions(person.key);
	turn.say({
		key: "bound",
		name: person.name,
		posts: postsOn(person, turn.today).map((post) => ({
			unit: turn.county.unit(post.unit)?.name ?? post.unit,
			post: post.title,
			role: post.role,
		})),
		openDialogs: open.length,
		buttons: [
			{ label: { word: "my-tasks" }, action: { do: "say", text: "/todo" } },
			{ label: { word: "help" }, action: { do: "say", text: "/help" } },
		],
	});
};

/** The bare word, also what Telegram sends at first contact: who is bound already is told what they can do. */
const askForCode = async (turn: Turn): Promise<void> => {
	const speaker = await speakerOf(turn);
	return speaker ? help(turn, speaker, "") : turn.say({ key: "not-bound", buttons: [] });
};

const bindInGroup = async (turn: Turn, rest: string): Promise<void> => {
	if (rest === "") return askForCode(turn);
	// Talk about binding; no code was shown to anybody.
	if (normaliseCode(rest) === "") return;
	const code = await turn.set.code(codeHash(normaliseCode(rest)));
	// Everybody here has read it now.
	if (code && code.usedAt === null) turn.add({ do: "use-code", hash: code.hash, at: turn.now });
	turn.say({ key: "code-in-group", buttons: [] });
};
