import { BULLETIN_LIMITS, type Bulletin, mayApprove, type WrittenKind, withText } from "../../domain/bulletin.ts";
import { isZero } from "../../domain/decimal.ts";
import { type PeriodKey, parsePeriod, periodOf, shiftPeriod } from "../../domain/period.ts";
import { mayAnywhere } from "../../domain/permission.ts";
import { type Person, postsOn } from "../../domain/person.ts";
import { type BulletinWords, readBulletinWords } from "../../language/bulletin-words.ts";
import { leadingPeriod } from "../../language/leading-period.ts";
import { matchUnits } from "../../language/match-units.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { BulletinSlip } from "../../views/bulletins.ts";
import type { CommandHandler } from "../commands/handler.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import type { BulletinAsked } from "./bulletin-jobs.ts";
import { bulletinsUnderWay, publishedBulletin } from "./bulletin-set.ts";
import { approvalButtons, draftButtons, shownBulletin } from "./describe-bulletin.ts";

/** Whoever it is for may press what it says. */
const addJob = (turn: Turn, { key }: Person, chat: ChatRef, input: BulletinAsked): void =>
	turn.add({
		do: "add-job",
		job: { id: turn.world.ids.next(), kind: "write-bulletin", input, chat, person: key, attempts: 0, createdAt: turn.now },
	});

const slip = (turn: Turn, speaker: Speaker, chat: ChatRef, what: BulletinSlip): void =>
	turn.say({ key: "bulletin-slip", slip: what, buttons: [] }, { chat, addressee: speaker.person });

/** 通报, 通报 10月: drafts a month's; with one under way shows it; 通报 改 3：…, 删 3, 加：…, 标题 …, 字号 … change it. */
export const bulletinCommand: CommandHandler = async (turn, speaker, rest) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	const words = rest.normalize("NFC").trim();
	const named = leadingPeriod(words, turn.today);
	const underWay = await bulletinsUnderWay(turn.set, speaker.person.key);
	// A button means the bulletin it stands below, words the one worked on last.
	const [, what, id] = /^(sendup|publish|drop) (\S+)$/u.exec(words) ?? [];
	const own = id === undefined ? underWay[0] : underWay.find((one) => one.id === id);
	const read = readBulletinWords(what ?? words);
	if (read?.do === "write") {
		const trouble = write(turn, speaker, chat, read.kind, read.text);
		if (trouble) slip(turn, speaker, chat, trouble);
		return;
	}
	if (named?.rest === "" && parsePeriod(named.period).cadence === "quarter") return slip(turn, speaker, chat, "quarter");
	if (words === "" || (named && named.rest === "")) {
		const period = monthOf(turn, named?.period ?? null);
		if (own && (named === null || own.period === period)) return show(turn, speaker, chat, own);
		addJob(turn, speaker.person, chat, { what: "draft", period });
		return turn.say({ key: "bulletin-started", period, buttons: [] }, { chat, addressee: speaker.person });
	}
	if (!own) return slip(turn, speaker, chat, "none-open");
	if (read?.do === "publish") return publish(turn, speaker, chat, own);
	if (own.state === "publishing") return slip(turn, speaker, chat, "under-way");
	if (read?.do === "send-up") return sendUpThis(turn, speaker, chat, own);
	if (read?.do === "drop") {
		save(turn, { ...own, state: "dropped", updatedAt: turn.now });
		return turn.say({ key: "bulletin-dropped", buttons: [] }, { chat, addressee: speaker.person });
	}
	const changed = read === null ? "what" : change(own, read, turn.now);
	if (typeof changed === "string") return slip(turn, speaker, chat, changed);
	save(turn, changed);
	return show(turn, speaker, chat, changed);
};

/** 通报 典型：…, 通报 曝光：…: drafts what somebody wrote, or says why not. A first line that says what it is about (关于…的通报) is its title. */
const write = (turn: Turn, speaker: Speaker, chat: ChatRef, kind: WrittenKind, text: string): BulletinSlip | null => {
	if (kind === "exposure" && isZero(turn.county.data.rules.exposure)) return "exposure-off";
	const [first = "", ...others] = lines(text);
	const isTitle = /^(?:.{0,30})关于.+的通报$/u.test(first) && others.length > 0;
	const paragraphs = isTitle ? others : lines(text);
	if (paragraphs.length === 0) return "what";
	if (isTooLong(paragraphs) || (isTitle && [...first].length > BULLETIN_LIMITS.title)) return "too-long";
	addJob(turn, speaker.person, chat, { what: "write", kind, title: isTitle ? first : null, units: unitsNamed(turn, text), paragraphs });
	turn.say({ key: "bulletin-started", period: null, buttons: [] }, { chat, addressee: speaker.person });
	return null;
};

/** The units a text surely names, in its order. */
const unitsNamed = (turn: Turn, text: string): string[] => [
	...new Set(
		matchUnits(text, turn.world.directory)
			.filter(({ sure }) => sure)
			.flatMap(({ code }) => turn.county.unit(code)?.name ?? []),
	),
];

/** Without a month the one before this; a named week or day means its month. */
const monthOf = (turn: Turn, named: PeriodKey | null): PeriodKey => {
	const current = periodOf("month", turn.today);
	if (named === null) return shiftPeriod(current, -1);
	return parsePeriod(named).cadence === "month" ? named : shiftPeriod(current, -1);
};

const show = (turn: Turn, speaker: Speaker, chat: ChatRef, bulletin: Bulletin): void =>
	turn.say(
		{ key: "bulletin-shown", bulletin: shownBulletin(turn.county, bulletin), buttons: draftButtons(bulletin) },
		{ chat, addressee: speaker.person },
	);

const save = (turn: Turn, bulletin: Bulletin): void => turn.add({ do: "save-bulletin", bulletin });

/** A draft with what was asked for changed in it, or why it cannot be. */
const change = (
	own: Bulletin,
	read: Exclude<BulletinWords, { do: "write" | "publish" | "send-up" | "drop" }>,
	at: Bulletin["updatedAt"],
): Bulletin | BulletinSlip => {
	switch (read.do) {
		case "number":
			// The register's number is no part of what was approved.
			return [...read.text].length > BULLETIN_LIMITS.documentNumber ? "too-long" : { ...own, documentNumber: read.text, updatedAt: at };
		case "title":
			return [...read.text].length > BULLETIN_LIMITS.title ? "too-long" : withText(own, { title: read.text.replace(/\s+/gu, "") }, at);
		case "add":
			return rewritten(own, [...own.paragraphs, ...lines(read.text)], at);
		case "replace":
		case "remove": {
			const index = read.place - 1;
			if (own.paragraphs[index] === undefined) return "no-such-paragraph";
			return rewritten(own, own.paragraphs.toSpliced(index, 1, ...(read.do === "replace" ? lines(read.text) : [])), at);
		}
		default:
			return read satisfies never;
	}
};

const lines = (text: string): string[] =>
	text
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "");

const isTooLong = (paragraphs: readonly string[]): boolean =>
	paragraphs.length > BULLETIN_LIMITS.paragraphs || paragraphs.some((text) => [...text].length > BULLETIN_LIMITS.characters);

const rewritten = (own: Bulletin, paragraphs: readonly string[], at: Bulletin["updatedAt"]): Bulletin | BulletinSlip =>
	isTooLong(paragraphs) ? "too-long" : withText(own, { paragraphs }, at);

/** 送审: to every other person who may approve it and can be reached; the office's own first, others only where nobody of it is there. */
export const sendUp: CommandHandler = async (turn, speaker) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	const [own] = await bulletinsUnderWay(turn.set, speaker.person.key);
	if (!own) return slip(turn, speaker, chat, "none-open");
	return sendUpThis(turn, speaker, chat, own);
};

const sendUpThis = async (turn: Turn, speaker: Speaker, chat: ChatRef, own: Bulletin): Promise<void> => {
	if (own.state === "publishing") return slip(turn, speaker, chat, "under-way");
	const approvers = await approversOf(turn, speaker.person);
	if (approvers.length === 0) return slip(turn, speaker, chat, "nobody-to-approve");
	const waiting: Bulletin = { ...own, state: "reviewing", approver: null, approvedAt: null, updatedAt: turn.now };
	save(turn, waiting);
	for (const { person, chat: theirs } of approvers)
		addJob(turn, person, theirs, { what: "send-up", bulletin: own.id, revision: own.revision });
	turn.audit(speaker.person.key, "bulletin:sent-up", `bulletin:${own.id}`, { revision: own.revision });
	turn.say({ key: "bulletin-sent-up", to: approvers.map(({ person }) => person.name), buttons: [] }, { chat, addressee: speaker.person });
};

const approversOf = async (turn: Turn, drafter: Person): Promise<{ person: Person; chat: ChatRef }[]> => {
	const { county, today } = turn;
	const others = county.data.people.filter(
		(person) => person.key !== drafter.key && mayAnywhere(person, "approve-bulletin", today) && !turn.isAway(person.key),
	);
	const accounts = await turn.set.wide().accountsOfPeople(others.map(({ key }) => key));
	const reached = others.flatMap((person) => {
		const [chat] = privateChatsOf(
			accounts.filter((account) => account.person === person.key),
			turn.world,
		);
		return chat ? [{ person, chat }] : [];
	});
	const office = reached.filter(({ person }) => postsOn(person, today).some(({ role }) => role === "supervisor"));
	return office.length > 0 ? office : reached;
};

/** 同意: the text that waits may go out as it is; never by who drafted it, and only the text this person was shown. */
export const agree: CommandHandler = async (turn, speaker, rest) => {
	const waiting = await decidable(turn, speaker, rest);
	if (!waiting) return;
	const { bulletin, chat } = waiting;
	const approved: Bulletin = { ...bulletin, state: "approved", approver: speaker.person.key, approvedAt: turn.now, updatedAt: turn.now };
	save(turn, approved);
	turn.audit(speaker.person.key, "bulletin:approved", `bulletin:${bulletin.id}`, { revision: bulletin.revision });
	await tellDecided(turn, speaker, chat, approved, "");
};

/** 不同意 + reason: back to the drafter. */
export const disagree: CommandHandler = async (turn, speaker, rest) => {
	const waiting = await decidable(turn, speaker, "");
	if (!waiting) return;
	const { bulletin, chat } = waiting;
	const returned: Bulletin = { ...bulletin, state: "draft", updatedAt: turn.now };
	save(turn, returned);
	turn.audit(speaker.person.key, "bulletin:sent-back", `bulletin:${bulletin.id}`, { revision: bulletin.revision });
	await tellDecided(turn, speaker, chat, returned, rest.trim().slice(0, 200) || "—");
};

/** The bulletin a decision is about; null where there is none, which is said. `rest` names id and revision when it comes from a button. */
const decidable = async (turn: Turn, speaker: Speaker, rest: string): Promise<{ bulletin: Bulletin; chat: ChatRef } | null> => {
	const chat = privately(turn, speaker);
	if (!chat) return null;
	const [id, revision, ...more] = rest.trim().split(/\s+/u);
	// 「同意，但第3段要改」 is no approval.
	if (rest.trim() !== "" && (more.length > 0 || !/^\d+$/u.test(revision ?? ""))) {
		slip(turn, speaker, chat, "not-alone");
		return null;
	}
	const underWay = await bulletinsUnderWay(turn.set, null);
	const all = underWay.filter(({ state }) => state === "reviewing");
	const decided = underWay.find((one) => one.id === id && one.revision === Number(revision) && one.approver !== null);
	// A second one pressed as well.
	if (decided) {
		slip(turn, speaker, chat, "already-approved");
		return null;
	}
	if (revision === undefined && all.filter((one) => mayApprove(one, speaker.person.key)).length > 1) {
		slip(turn, speaker, chat, "several-waiting");
		return null;
	}
	const found = revision === undefined ? all.find((one) => mayApprove(one, speaker.person.key)) : all.find((one) => one.id === id);
	if (!found) {
		slip(
			turn,
			speaker,
			chat,
			all.some(({ drafter }) => drafter === speaker.person.key) ? "own" : revision === undefined ? "none-waiting" : "changed-since",
		);
		return null;
	}
	if (!mayApprove(found, speaker.person.key)) {
		slip(turn, speaker, chat, "own");
		return null;
	}
	// Typed before it was sent up again, or pressed below an older text: they have not seen what waits now.
	if (revision === undefined ? turn.inbound.sentAt < found.updatedAt : Number(revision) !== found.revision) {
		turn.say(
			{ key: "bulletin-to-approve", bulletin: shownBulletin(turn.county, found), buttons: approvalButtons(found) },
			{ chat, addressee: speaker.person },
		);
		return null;
	}
	return { bulletin: found, chat };
};

const tellDecided = async (turn: Turn, speaker: Speaker, chat: ChatRef, bulletin: Bulletin, reason: string): Promise<void> => {
	const decided = {
		key: "bulletin-decided",
		approved: bulletin.state === "approved",
		by: speaker.person.name,
		title: bulletin.title,
		reason,
	} as const;
	turn.say({ ...decided, documentNumber: bulletin.documentNumber, own: true, buttons: [] }, { chat, addressee: speaker.person });
	const drafter = turn.county.person(bulletin.drafter);
	const [theirs] = privateChatsOf(await turn.set.wide().accountsOf(bulletin.drafter), turn.world);
	if (drafter && theirs)
		turn.say(
			{ ...decided, documentNumber: bulletin.documentNumber, own: false, buttons: draftButtons(bulletin) },
			{ chat: theirs, addressee: drafter, priority: "broadcast" },
		);
};

const publish = (turn: Turn, speaker: Speaker, chat: ChatRef, own: Bulletin): void => {
	// A second time while it is under way: a document that could not be written is tried again, and one that could goes out once.
	const isApproved = own.state === "approved" || own.state === "publishing";
	if (own.kind === "exposure" && isZero(turn.county.data.rules.exposure)) slip(turn, speaker, chat, "exposure-off");
	else if (!isApproved || own.documentNumber === null) slip(turn, speaker, chat, isApproved ? "no-number" : "not-approved");
	else {
		save(turn, { ...own, state: "publishing", updatedAt: turn.now });
		addJob(turn, speaker.person, chat, { what: "publish", bulletin: own.id });
		turn.say({ key: "bulletin-publishing", buttons: [] }, { chat, addressee: speaker.person });
	}
};

/** 发布, where no notice is being written but a bulletin is; false when none is. */
export const publishBulletin = async (turn: Turn, speaker: Speaker): Promise<boolean> => {
	const [own] = await bulletinsUnderWay(turn.set, speaker.person.key);
	if (!own || turn.inGroup) return false;
	publish(turn, speaker, turn.chat, own);
	return true;
};

/** 更正 N: drafts the correction of a published bulletin from what was reported since. */
export const correct: CommandHandler = async (turn, speaker, rest) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	const number = Number(/^(?:通报)?\s*(?:第|#)?\s*(\d{1,6})/u.exec(rest.normalize("NFKC").trim())?.[1] ?? Number.NaN);
	const published = Number.isNaN(number) ? null : await publishedBulletin(turn.set, number);
	if (!published) return slip(turn, speaker, chat, "unknown");
	addJob(turn, speaker.person, chat, { what: "correct", number });
	turn.say({ key: "bulletin-started", period: published.period, buttons: [] }, { chat, addressee: speaker.person });
};
