import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { createRoom, type RoomChannel, type RoomParts } from "../../src/channels/room/channel.ts";
import type { FileRef } from "../../src/domain/file.ts";
import { addMs, type DateText, type Instant, instantAt } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import type { OutgoingButton } from "../../src/ports/channel.ts";
import type { DemoClock, Desk, LoginPicture } from "../../src/ports/desk.ts";
import type { Files } from "../../src/ports/files.ts";
import type { Ids } from "../../src/ports/ids.ts";
import type { Inbound, Intake } from "../../src/ports/intake.ts";
import type { Log } from "../../src/ports/log.ts";
import type { RoomChat, RoomDirectory, RoomMessage, RoomPerson, RoomStore } from "../../src/ports/room.ts";
import { ManualTimers } from "./manual-timers.ts";

/** Where the page's files are. */
export const PAGE_DIR = fileURLToPath(new URL("../../src/channels/room/page", import.meta.url));

const person = (id: string, name: string, unit: string, post: string, role: string): RoomPerson => ({ id, name, unit, post, role });

/** A small invented county: three townships with a group each, one person of every role. */
export const CAST: { readonly people: RoomPerson[]; readonly chats: RoomChat[] } = (() => {
	const people = [
		person("office", "演示·赵督查", "县督查考核办", "主任", "supervisor"),
		person("organiser", "演示·钱组织", "县委组织部", "干部科科长", "organiser"),
		person("leader", "演示·孙县长", "县政府", "副县长", "leader"),
		person("farm", "演示·李农业", "县农业农村局", "局长", "department"),
		person("head", "演示·周书记", "大巴镇", "党委书记", "principal"),
		person("deputy", "演示·吴副镇长", "大巴镇", "分管副镇长", "reporter"),
		person("village", "演示·郑支书", "车新村", "村书记", "village"),
		person("other", "演示·王副镇长", "东梁镇", "分管副镇长", "reporter"),
	];
	const privateChats = people.map(({ id }): RoomChat => ({ id: `p-${id}`, title: "一线通", kind: "private", members: [id] }));
	const groups: RoomChat[] = [
		{ id: "g-daba", title: "大巴镇工作群", kind: "group", members: ["office", "head", "deputy", "village"] },
		{ id: "g-dongliang", title: "东梁镇工作群", kind: "group", members: ["office", "other"] },
	];
	return { people, chats: [...groups, ...privateChats] };
})();

/** A room store in memory: the same promises, gone with the process. */
export const memoryRoomStore = (): RoomStore & { readonly lines: RoomMessage[]; takenIn: number; failAppends: boolean } => {
	const sessions = new Map<string, { readonly account: string; readonly at: Instant }>();
	const store = {
		lines: [] as RoomMessage[],
		takenIn: 0,
		failAppends: false,
		async append(line: Omit<RoomMessage, "id">) {
			if (store.failAppends) throw new Error("disk full");
			const known = line.outboxId === null ? undefined : store.lines.find(({ outboxId }) => outboxId === line.outboxId);
			if (known) return known;
			const message = { ...line, id: store.lines.length + 1 };
			store.lines.push(message);
			return message;
		},
		list: async (chat: string, after: number, limit: number) =>
			store.lines.filter((line) => line.chat === chat && line.id > after).slice(0, limit),
		latest: async (chat: string, limit: number) => store.lines.filter((line) => line.chat === chat).slice(-limit),
		get: async (id: number) => store.lines.find((line) => line.id === id) ?? null,
		listFromPeople: async (after: number, limit: number) =>
			store.lines.filter(({ id, from }) => from !== null && id > after).slice(0, limit),
		lastTakenIn: async () => store.takenIn,
		async saveSession(hash: string, account: string, at: Instant) {
			sessions.set(hash, { account, at });
		},
		sessionAccount: async (hash: string, since: Instant) => {
			const session = sessions.get(hash);
			return session && session.at >= since ? session.account : null;
		},
		async dropSession(hash: string) {
			sessions.delete(hash);
		},
	};
	return store;
};

const TYPES: readonly (readonly [string, string])[] = [
	["89504e47", "image/png"],
	["ffd8ff", "image/jpeg"],
	["25504446", "application/pdf"],
	["504b0304", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
];

/** Files in memory; the type is found from the first bytes. */
export const memoryFiles = (): Files => {
	const kept = new Map<string, Uint8Array>();
	const put: Files["put"] = async (bytes, name) => {
		const hash = createHash("sha256").update(bytes).digest("hex");
		kept.set(hash, new Uint8Array(bytes));
		const start = Buffer.from(bytes.slice(0, 4)).toString("hex");
		const type = TYPES.find(([magic]) => start.startsWith(magic))?.[1] ?? "application/octet-stream";
		return { hash, name, type, size: bytes.length };
	};
	const gathered = async (pieces: AsyncIterable<Uint8Array>): Promise<Buffer> => {
		const all: Uint8Array[] = [];
		for await (const piece of pieces) all.push(piece);
		return Buffer.concat(all);
	};
	return {
		put,
		keep: async (pieces, { name, type }): Promise<FileRef> => ({ ...(await put(await gathered(pieces), name)), type }),
		get: async (hash) => kept.get(hash) ?? null,
		open: async (hash) => {
			const bytes = kept.get(hash);
			return bytes ? { size: bytes.length, pieces: Readable.from([bytes]) } : null;
		},
	};
};

/** Ids that count. */
export const countingIds = (): Ids => {
	let count = 0;
	const next = (): string => {
		count += 1;
		return String(count).padStart(26, "0");
	};
	return { next, bindingCode: () => next().slice(-8), secret: () => `secret${next()}` };
};

/** A log that keeps what it was given. */
export const keepingLog = (): Log & { readonly entries: { readonly level: string; readonly event: string }[] } => {
	const entries: { level: string; event: string }[] = [];
	const at = (level: string) => (event: string) => {
		entries.push({ level, event });
	};
	return { entries, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
};

/** A desk that knows nobody and is well. */
export const quietDesk = (): Desk => ({
	checkWorkbook: async () => ({ kind: "refused", text: "" }),
	applyWorkbook: async () => false,
	template: async () => new Uint8Array(),
	invite: async () => null,
	bind: async () => null,
	mayScan: () => false,
	logins: async () => [],
	readiness: async () => ({ ready: true, reasons: [] }),
	metrics: async () => "yixian_up 1\n",
});

/** The demo's clock, standing still between moves. */
export const standingClock = (start: Instant = instantAt("2026-11-16" as DateText, "09:00")): DemoClock => {
	let now = start;
	return {
		now: () => now,
		async moveTo(to) {
			if (to < now || to > addMs(now, 400 * 86_400_000)) throw new RangeError("not there");
			now = to;
			return now;
		},
	};
};

/** Who is bound in real mode: codes lead to people of the cast. */
export const boundDirectory = (cast: typeof CAST, bound: Map<string, string>): RoomDirectory => {
	// The demo names accounts like people; a session's account is a fresh id bound to one.
	const personOf = (account: string): string => bound.get(account) ?? account;
	const inChat = (chat: RoomChat, account: string): boolean => chat.members.includes(personOf(account));
	return {
		demoOptions: () => cast,
		async optionsOf(account) {
			const found = bound.has(account) && cast.people.find(({ id }) => id === personOf(account));
			if (!found) return null;
			return { person: { ...found, id: account }, key: personKey(found.id), chats: cast.chats.filter((chat) => inChat(chat, account)) };
		},
		mayEnter: async (account, chat) => cast.chats.some((one) => one.id === chat && inChat(one, account)),
		displayName: (account) => cast.people.find(({ id }) => id === personOf(account))?.name ?? "？",
	};
};

/** What the scripted bot says to an inbound: words, perhaps buttons and files; null says nothing. */
export type Script = (inbound: Inbound) => { text: string; buttons?: OutgoingButton[]; files?: FileRef[] } | null;

/** An intake that keeps what it got and lets a script answer through the room. */
export interface ScriptedIntake extends Intake {
	readonly received: Inbound[];
	/** While set, receive rejects. */
	failing: boolean;
	/** While set, receive waits for it. */
	gate: Promise<void> | null;
}

const scriptedIntake = (room: () => RoomChannel, script: Script): ScriptedIntake => {
	const intake: ScriptedIntake = {
		received: [],
		failing: false,
		gate: null,
		async receive(updates) {
			await intake.gate;
			if (intake.failing) throw new Error("inbox is full");
			for (const update of updates) {
				if (intake.received.some(({ updateId }) => updateId === update.updateId)) continue;
				intake.received.push(update);
				const said = script(update);
				if (said) {
					const unasked = { buttons: [], files: [], answers: null, card: null, awaitsWords: false } as const;
					await room().send({ id: `re-${update.updateId}`, chat: update.chat, ...unasked, ...said });
				}
			}
		},
	};
	return intake;
};

/** A started room with everything behind it in memory. */
export interface RoomHarness {
	readonly room: RoomChannel;
	readonly url: string;
	readonly intake: ScriptedIntake;
	readonly store: ReturnType<typeof memoryRoomStore>;
	readonly log: ReturnType<typeof keepingLog>;
	readonly clock: DemoClock;
	readonly timers: ManualTimers;
	readonly files: Files;
	/** Binding codes of real mode that still work, and whom they bind. */
	readonly codes: Map<string, string>;
	readonly bound: Map<string, string>;
	/** What the desk says of itself. */
	readonly health: { ready: boolean; reasons: string[] };
	/** The codes that it says wait to be scanned. */
	readonly logins: LoginPicture[];
	close(): Promise<void>;
}

/** What a harness may be opened with; everything has a default. */
export interface RoomHarnessOptions {
	readonly mode?: "demo" | "real";
	readonly script?: Script;
	readonly store?: ReturnType<typeof memoryRoomStore>;
	readonly cast?: typeof CAST;
	readonly port?: number;
}

/** Builds and starts a room on a free loopback port. */
export const openRoomHarness = async (options: RoomHarnessOptions = {}): Promise<RoomHarness> => {
	const { mode = "demo", script = () => null, store = memoryRoomStore(), cast = CAST, port = 0 } = options;
	const codes = new Map([
		["GOODCODE", "deputy"],
		["OFFICECODE", "office"],
	]);
	const bound = new Map<string, string>();
	const health = { ready: true, reasons: [] as string[] };
	const logins: LoginPicture[] = [];
	const clock = standingClock();
	const files = memoryFiles();
	const log = keepingLog();
	const timers = new ManualTimers();
	const desk: Desk = {
		...quietDesk(),
		async bind(account, code) {
			const id = codes.get(code);
			const found = cast.people.find((one) => one.id === id);
			if (!found) return null;
			codes.delete(code);
			bound.set(account.id, found.id);
			return { name: found.name, unit: found.unit, post: found.post };
		},
		mayScan: (key) => key === "office",
		logins: async (key) => (key === "office" ? logins : []),
		readiness: async () => health,
	};
	const parts: RoomParts = {
		host: "127.0.0.1",
		port,
		mode,
		store,
		directory: boundDirectory(cast, bound),
		files,
		desk,
		demoClock: mode === "demo" ? clock : null,
		clock,
		ids: countingIds(),
		log,
		later: timers.later,
		pageDir: PAGE_DIR,
	};
	const room = createRoom(parts);
	const intake = scriptedIntake(() => room, script);
	await room.start(intake);
	return { room, url: room.url(), intake, store, log, clock, timers, files, codes, bound, health, logins, close: () => room.close() };
};
