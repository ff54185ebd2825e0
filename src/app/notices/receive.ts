import { addMs } from "../../domain/period.ts";
import { postsOn } from "../../domain/person.ts";
import type { UnitCode } from "../../domain/unit.ts";
import { readAcknowledgement } from "../../language/notice-words.ts";
import { chatKey } from "../../ports/chat.ts";
import type { WaitingNotice } from "../../ports/notices.ts";
import type { SavedSession } from "../../ports/store.ts";
import type { CommandHandler } from "../commands/handler.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { hasConfirmed, noticeNumbered, waitingFor } from "./notice-set.ts";

/** 好的 and 👍 in group talk are about a notice for as long after it was put before people. */
const TALK_MS = 72 * 60 * 60 * 1000;

/** How many others that wait are named. */
const OTHERS = 3;

/**
 * 收到 in one of its forms, where it is about a notice: that which it replies to, else the newest that waits; false when it is not, and the words are somebody else's: a dialog that spoke later than the
 * notice keeps its answers, and in group talk only a notice that went to that group is meant. `exactOnly`: what people say for 收到 (好的, 👍) may be an
 * answer to something else, which is looked for first.
 */
export const takeReceipt = async (
	turn: Turn,
	speaker: Speaker,
	text: string,
	{ open, overheard, exactOnly }: { readonly open: SavedSession | null; readonly overheard: boolean; readonly exactOnly: boolean },
): Promise<boolean> => {
	const said = readAcknowledgement(text);
	if (said === null) return false;
	const replied = said.number === null ? await repliedTo(turn) : null;
	if (replied !== null) {
		await confirmNumber(turn, speaker, replied);
		return true;
	}
	if (exactOnly && !said.exact) return false;
	if (said.number !== null) {
		if (overheard && !(await waitsFor(turn, speaker, said.number))) return false;
		await confirmNumber(turn, speaker, said.number);
		return true;
	}
	if (open && !(said.exact && said.bare)) return false;
	const waiting = await waitingFor(turn.set, speaker.person.key);
	const here = overheard ? await wentHere(turn, waiting) : waiting;
	const newest = here[0];
	// 知道了 to a notice that asks for nothing is no riddle.
	if (!newest && !said.exact && !turn.inGroup) {
		quietly(turn, speaker, { key: "notice-none-waiting", buttons: [] });
		return true;
	}
	if (!newest || (open && open.updatedAt > newest.at)) return false;
	if (overheard && !said.exact && addMs(newest.at, TALK_MS) < turn.inbound.sentAt) return false;
	confirm(turn, speaker, newest.number, waiting);
	return true;
};

/** The notice whose message, or reminder, these words reply to: told by its button. */
const repliedTo = async ({ inbound, set }: Turn): Promise<number | null> => {
	const message = inbound.repliesTo === undefined ? null : await set.message(inbound.repliesTo);
	if (!message || chatKey(message.chat) !== chatKey(inbound.chat)) return null;
	const [action] = message.view.buttons.flatMap((button) => (button.action.do === "confirm-notice" ? [button.action] : []));
	return action?.notice ?? null;
};

const waitsFor = async (turn: Turn, speaker: Speaker, number: number): Promise<boolean> =>
	(await waitingFor(turn.set, speaker.person.key)).some((notice) => notice.number === number);

/** Those that went to the group the turn happens in. */
const wentHere = async (turn: Turn, waiting: readonly WaitingNotice[]): Promise<WaitingNotice[]> => {
	if (waiting.length === 0) return [];
	const numbers = await turn.set.committed.noticesIn(
		turn.chat,
		waiting.map(({ number }) => number),
	);
	return waiting.filter(({ number }) => numbers.includes(number));
};

/** 收到 as a command, where nothing waited: said to whoever asked, not to a group. */
export const receivedCommand: CommandHandler = async (turn, speaker) => quietly(turn, speaker, { key: "notice-none-waiting", buttons: [] });

/** 收到 on one notice, by its number or its button: recorded once; whoever is not on its list is noted beside it. */
export const confirmNumber = async (turn: Turn, speaker: Speaker, number: number): Promise<void> => {
	const notice = await noticeNumbered(turn.set, number);
	if (!notice) return quietly(turn, speaker, { key: "notice-none-waiting", buttons: [] });
	if (notice.state !== "published" || !notice.wantsReceipt)
		return quietly(turn, speaker, {
			key: "notice-wants-none",
			number,
			withdrawn: notice.state === "withdrawn",
			overseer: false,
			buttons: [],
		});
	const waiting = await waitingFor(turn.set, speaker.person.key);
	if (!waiting.some((one) => one.number === number)) {
		if (await hasConfirmed(turn.set, number, speaker.person.key))
			return quietly(turn, speaker, { key: "notice-received", number, again: true, others: [], buttons: [] });
		// Its issuer need not tell themselves.
		if (notice.issuer === speaker.person.key)
			return quietly(turn, speaker, { key: "notice-wants-none", number, withdrawn: false, overseer: false, buttons: [] });
	}
	confirm(turn, speaker, number, waiting);
};

const confirm = (turn: Turn, speaker: Speaker, number: number, waiting: readonly WaitingNotice[]): void => {
	const person = speaker.person.key;
	turn.add({ do: "confirm-notice", notice: number, person, unit: unitOf(turn, speaker), at: turn.inbound.sentAt });
	turn.audit(person, "notice:received", `notice:${number}`);
	const others = waiting.filter((one) => one.number !== number).map((one) => one.number);
	quietly(turn, speaker, { key: "notice-received", number, again: false, others: others.slice(0, OTHERS), buttons: [] });
};

const unitOf = (turn: Turn, { person }: Speaker): UnitCode => postsOn(person, turn.today)[0]?.unit ?? turn.county.root.code;

type Word = Parameters<Turn["say"]>[0];

/** A short word in private, a toast for a press; a group hears nothing of each person's 收到. */
const quietly = (turn: Turn, speaker: Speaker, view: Word): void => {
	const isPress = turn.inbound.content.kind === "press";
	if (!turn.inGroup) turn.say(view, { addressee: speaker.person, card: isPress ? "toast" : null });
	else if (isPress && turn.world.canToast(turn.chat.channel)) turn.say(view, { card: "toast" });
	// A press that shows nothing is pressed again: where no toast can be shown, it is answered alone.
	else if (isPress && speaker.privateChat) turn.say(view, { chat: speaker.privateChat, addressee: speaker.person });
};
