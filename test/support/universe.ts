import { rm } from "node:fs/promises";
import { describeFacts } from "../../src/app/describe-error.ts";
import { createRoomDirectory, roomGroupChat, roomGroupUnit, roomPrivateChat } from "../../src/app/room-directory.ts";
import { createYixian, type Yixian } from "../../src/app/yixian.ts";
import { createRoom, type RoomChannel } from "../../src/channels/room/channel.ts";
import type { County, CountyData } from "../../src/domain/county.ts";
import { addMs, type DateText, epochMsOf, type Instant, instantAt } from "../../src/domain/period.ts";
import type { Capabilities, Channel } from "../../src/ports/channel.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { DemoClock } from "../../src/ports/desk.ts";
import type { Ids } from "../../src/ports/ids.ts";
import type { Log } from "../../src/ports/log.ts";
import type { Store } from "../../src/ports/store.ts";
import type { DrawPng } from "../../src/render/picture/drawing.ts";
import { shellWords } from "../../src/render/shell.ts";
import type { OpenStore } from "../../src/store/open-store.ts";
import { readWorkbook } from "../../src/workbook/read-workbook.ts";
import { writeSheets } from "../../src/workbook/sheets/write-sheets.ts";
import { copyOfDemoIn } from "./demo-elsewhere.ts";
import { copyOfDemo, openIn } from "./demo-store.ts";
import { drawPng } from "./draw-png.ts";
import { openPlatform, type Platform } from "./platform.ts";
import { PAGE_DIR } from "./room-harness.ts";
import { ChatsWrittenTo, roomStage } from "./room-stage.ts";
import type { Stage } from "./stage.ts";
import { type TamperedStore, tamperedStore } from "./tampered-store.ts";
import type { TelegramStage } from "./telegram/telegram-stage.ts";
import type { WechatStage } from "./wechat/wechat-stage.ts";

/** A working Monday, half past nine in the county. */
export const BEGINNING: Instant = instantAt("2026-11-16" as DateText, "09:30");
const IDLE_MS = 12 * 60 * 60 * 1000;
const CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

export interface LogEntry {
	readonly level: "debug" | "info" | "warn" | "error";
	readonly event: string;
	readonly facts: Readonly<Record<string, unknown>>;
}

/** Ids that count, and the binding codes given so far. */
class CountingIds implements Ids {
	readonly codes: string[] = [];
	#count = 0;

	next(): string {
		this.#count += 1;
		return String(this.#count).padStart(26, "0");
	}

	bindingCode(): string {
		let rest = this.codes.length;
		let code = "";
		for (let letter = 0; letter < 4; letter += 1) {
			code = `${CODE_LETTERS[rest % CODE_LETTERS.length]}${code}`;
			rest = Math.floor(rest / CODE_LETTERS.length);
		}
		this.codes.push(`CESH${code}`);
		return `CESH${code}`;
	}

	secret(): string {
		return `secret${this.next()}`;
	}
}

const changeCounty = async (folder: string, clock: Clock, change: (data: CountyData) => CountyData): Promise<void> => {
	const opened = await openIn(folder, clock);
	const { version, data } = await opened.store.loadCounty();
	if (!data) throw new Error("no county is imported");
	await opened.store.commit([{ do: "replace-county", from: version, data: change(data), at: clock.now() }]);
	await opened.close();
};

/** One run of the program: what a restart drops. */
interface Run {
	readonly opened: OpenStore;
	readonly tampered: TamperedStore;
	readonly yixian: Yixian;
	readonly room: RoomChannel;
	/** Null where everybody is in the room. */
	readonly messenger: Channel | null;
	/** Ends timers and log of a run whose power was cut. */
	readonly die: () => void;
}

export interface UniverseOptions {
	/** Half past nine of the demo's first Monday without. */
	readonly now?: Instant;
	/** Where the demo's people are: in the room without. */
	readonly on?: "room" | "telegram" | "wechat";
	/** How fast its messenger's dialogs go, if not at its own pace. */
	readonly pace?: Capabilities["pace"] | undefined;
	/** Whether its clock is a real one: what it jumps over is an outage then. */
	readonly keepsTime?: boolean;
	/** Changes what the demo's office keeps. */
	readonly change?: (data: CountyData) => CountyData;
}

/** The whole program on a fixed clock, with its real store and its real room, in one process. */
export class Universe {
	readonly ids = new CountingIds();
	/** What was logged, oldest first. */
	readonly logged: LogEntry[] = [];
	readonly stage: Stage;
	/** What draws pictures: may be something that cannot. */
	draw: DrawPng = drawPng;
	/** Where the people and groups are, if not in the room. */
	readonly #platform: Platform | null;
	readonly #folder: string;
	readonly #writtenTo = new ChatsWrittenTo();
	/** The true time. */
	#now: Instant;
	/** How far the machine's clock is off. */
	#offMs = 0;
	#run: Run | null = null;
	#timers: { at: number; run: () => void }[] = [];

	readonly #keepsTime: boolean;
	readonly #pace: Capabilities["pace"] | null;

	private constructor(folder: string, now: Instant, platform: Platform | null, { keepsTime = false, pace }: UniverseOptions) {
		this.#folder = folder;
		this.#keepsTime = keepsTime;
		this.#pace = pace ?? null;
		this.#now = now;
		this.#platform = platform;
		this.stage = platform ?? roomStage(() => this.#current.room.url(), this.#writtenTo);
	}

	/** The demo county as it is first opened, at half past nine of its first Monday unless told otherwise. */
	static async open(options: UniverseOptions = {}): Promise<Universe> {
		const { now = BEGINNING, on = "room", change } = options;
		const clock = { now: () => BEGINNING };
		const nowMs = (): number => epochMsOf(universe.#now);
		const platform = on === "room" ? null : await openPlatform(on, { nowMs, steadyMs: nowMs });
		const folder = await (platform ? copyOfDemoIn(platform.place, clock) : copyOfDemo(clock));
		if (change) await changeCounty(folder, clock, change);
		const universe = new Universe(folder, now, platform, options);
		await universe.#start();
		return universe;
	}

	/** The people and groups on Telegram, where that is where they are. */
	get telegram(): TelegramStage | null {
		return this.#onPlatform("telegram");
	}

	/** The people and groups on WeChat, where that is where they are. */
	get wechat(): WechatStage | null {
		return this.#onPlatform("wechat");
	}

	#onPlatform<P extends Platform>(channel: string): P | null {
		return this.#platform?.place.channel === channel ? (this.#platform as P) : null;
	}

	/** What the machine's clock shows. */
	get now(): Instant {
		return addMs(this.#now, this.#offMs);
	}

	/** The machine's clock jumps, and nothing else: timers and messengers go on by the true time. */
	jumpClock(ms: number): void {
		this.#offMs += ms;
	}

	get #current(): Run {
		if (!this.#run) throw new Error("the universe is not running");
		return this.#run;
	}

	/** The store as the program sees it. */
	get store(): Store {
		return this.#current.tampered.store;
	}

	/** The bytes the program keeps under a hash. */
	async fileBytes(hash: string): Promise<Uint8Array> {
		const bytes = await this.#current.opened.files.get(hash);
		if (!bytes) throw new Error(`no file ${hash} is kept`);
		return bytes;
	}

	/** Where the room answers; another address after a restart. */
	get roomUrl(): string {
		return this.#current.room.url();
	}

	get tampered(): TamperedStore {
		return this.#current.tampered;
	}

	get yixian(): Yixian {
		return this.#current.yixian;
	}

	get county(): County {
		const loaded = this.yixian.counties.current;
		if (!loaded) throw new Error("no county is imported");
		return loaded.county;
	}

	/** Resolves when everything said so far is answered. */
	async settle(): Promise<void> {
		await this.yixian.idle();
	}

	/** Moves the clock and lets the timers go off that are due by then, without waiting for what they start. */
	passTimers(ms: number): void {
		this.#now = addMs(this.#now, ms);
		for (;;) {
			const due = this.#timers.filter((timer) => timer.at <= epochMsOf(this.#now));
			if (due.length === 0) break;
			this.#timers = this.#timers.filter((timer) => !due.includes(timer));
			for (const timer of due) timer.run();
		}
	}

	/** Moves the clock; timers and everything due on the way are done. */
	async moveTo(to: Instant): Promise<void> {
		if (to < this.now) throw new RangeError("time goes forward only");
		this.passTimers(epochMsOf(to) - epochMsOf(this.now));
		await this.yixian.runDue(to);
		await this.settle();
	}

	async pass(ms: number): Promise<void> {
		await this.moveTo(addMs(this.now, ms));
	}

	/**
	 * Ends the run as a power cut would, nothing said to anybody, and starts again on the same files: at once, or when it is `at`, which the first tick
	 * then finds.
	 */
	async restart(at: Instant | null = null): Promise<void> {
		const { opened, tampered, room, die } = this.#current;
		tampered.cut();
		die();
		this.#run = null;
		this.#timers = [];
		this.#platform?.cut();
		await room.close();
		await opened.close();
		if (at !== null) this.#now = addMs(at, -this.#offMs);
		await this.#start();
		await this.#platform?.taken();
		if (at !== null) await this.yixian.runDue(at);
		await this.settle();
	}

	async close(): Promise<void> {
		const { yixian, room, messenger, opened } = this.#current;
		await messenger?.stop();
		await yixian.stop();
		await room.close();
		await opened.close();
		await this.#platform?.close();
		// Hundreds of them are opened in one process.
		await rm(this.#folder, { recursive: true, force: true });
	}

	async #start(): Promise<void> {
		const clock = { now: () => this.now };
		const opened = await openIn(this.#folder, clock);
		const tampered = tamperedStore(opened.store);
		let isAlive = true;
		const log = this.#log(() => isAlive);
		const steadyMs = (): number => epochMsOf(this.#now);
		const later = (ms: number, run: () => void): (() => void) => (isAlive ? this.#later(ms, run) : () => undefined);
		const words = shellWords("zh-CN");
		const yixian = await createYixian({
			store: tampered.store,
			files: opened.files,
			retention: opened.retention,
			reader: { read: async (bytes) => readWorkbook(bytes) },
			drawPng: (drawing) => this.draw(drawing),
			writeSheets,
			clock,
			ids: this.ids,
			log,
			language: "zh-CN",
			// A messenger's limits would hold up a conversation on a clock that stands still.
			limited: this.#platform === null,
			steadyMs,
			later,
			chance: () => 0.5,
			fileNames: words.fileNames,
			groupUnit: roomGroupUnit,
			groupChat: roomGroupChat,
			privateChatOf: roomPrivateChat,
			idleMs: IDLE_MS,
			system: async () => ({ version: "0.1.0", databaseBytes: 12_300_000, diskFreeBytes: 45_600_000_000 }),
			processMetrics: () => "",
			storeTrouble: () => opened.trouble(),
			keepsTime: this.#keepsTime,
		});
		const demoClock: DemoClock = {
			now: clock.now,
			moveTo: async (to) => {
				await this.moveTo(to);
				return this.now;
			},
		};
		const room = createRoom({
			host: "127.0.0.1",
			port: 0,
			mode: "demo",
			store: this.#writtenTo.watch(opened.room),
			directory: await createRoomDirectory({ store: tampered.store, counties: yixian.counties, clock, mode: "demo", words: words.room }),
			files: opened.files,
			desk: yixian.desk,
			demoClock,
			clock,
			ids: this.ids,
			log,
			later,
			pageDir: PAGE_DIR,
		});
		const made = this.#platform?.channel({ store: tampered.store, files: opened.files, clock, log, steadyMs, later }) ?? null;
		const messenger = made && this.#pace ? { ...made, can: { ...made.can, pace: this.#pace } } : made;
		const die = (): void => {
			isAlive = false;
		};
		this.#run = { opened, tampered, yixian, room, messenger, die };
		for (const channel of [room, ...(messenger ? [messenger] : [])]) {
			yixian.attach(channel);
			await channel.start(yixian.intake);
		}
		yixian.resume();
	}

	#later(ms: number, run: () => void): () => void {
		const timer = { at: epochMsOf(this.#now) + ms, run };
		this.#timers.push(timer);
		return () => {
			this.#timers = this.#timers.filter((one) => one !== timer);
		};
	}

	#log(isAlive: () => boolean): Log {
		const at =
			(level: LogEntry["level"]): Log["info"] =>
			(event, facts = {}) => {
				if (isAlive()) this.logged.push({ level, event, facts: describeFacts(facts) });
			};
		return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
	}
}
