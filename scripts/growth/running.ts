import path from "node:path";
import { createYixian, type Yixian } from "../../src/app/yixian.ts";
import { type Channel, NO_LIMITS, type OutgoingMessage } from "../../src/ports/channel.ts";
import type { Log } from "../../src/ports/log.ts";
import type { Store } from "../../src/ports/store.ts";
import { migrationsDir } from "../../src/program/places.ts";
import { createIds, steadyMs } from "../../src/program/system.ts";
import { drawInWorker } from "../../src/render/picture/draw-in-worker.ts";
import { type OpenStore, openStore } from "../../src/store/open-store.ts";
import { readWorkbook } from "../../src/workbook/read-workbook.ts";
import { writeSheets } from "../../src/workbook/sheets/write-sheets.ts";
import { ACCOUNT, CHANNEL, NOW, privateChatOf } from "./year.ts";

/** Opens the store of a folder as the program does for a real county. */
export const openIn = (folder: string): Promise<OpenStore> =>
	openStore({ databaseUrl: `file:${path.join(folder, "yixian.db")}`, migrationsDir, filesDir: path.join(folder, "files") });

const nothing = (): void => undefined;
const complain: Log["info"] = (event, facts) => console.error(event, facts);
/** What goes wrong is told, so that no apology is measured as an answer. */
const log: Log = { debug: nothing, info: nothing, warn: complain, error: complain };

/** A messenger that takes everything at once. */
const channel = (sent: OutgoingMessage[]): Channel => ({
	id: CHANNEL,
	account: ACCOUNT,
	can: {
		buttons: true,
		edit: false,
		toast: false,
		mention: false,
		files: false,
		filesPerMessage: 0,
		maxCaption: 0,
		maxFileBytes: 0,
		keepsMissed: true,
		pace: "fast",
		maxText: 4096,
	},
	limits: NO_LIMITS,
	start: async () => undefined,
	stop: async () => undefined,
	send: async (message) => {
		sent.push(message);
		return { kind: "sent" };
	},
	health: () => ({ state: "up", reason: "", name: null, seesGroups: null }),
});

/** What one message cost, from its arrival until its answer was handed to the channel and that was noted, and the answer. */
export interface Answer {
	readonly ms: number;
	/** Processor time of it, which other programs on the machine do not lengthen. */
	readonly cpuMs: number;
	readonly texts: readonly string[];
}

/** The whole program on a store, without a messenger: every message is taken in, answered, committed and dispatched as in service. */
export class Running {
	readonly yixian: Yixian;
	readonly #sent: OutgoingMessage[];
	readonly #opened: OpenStore;
	readonly #run: string;
	#asked = 0;

	private constructor(opened: OpenStore, yixian: Yixian, sent: OutgoingMessage[], run: string) {
		this.#opened = opened;
		this.yixian = yixian;
		this.#sent = sent;
		this.#run = run;
	}

	/** `watch` may put something between the program and its store. */
	static async open(folder: string, watch: (store: Store) => Store = (store) => store): Promise<Running> {
		const opened = await openIn(folder);
		const sent: OutgoingMessage[] = [];
		const ids = createIds();
		const yixian = await createYixian({
			store: watch(opened.store),
			files: opened.files,
			retention: opened.retention,
			reader: { read: async (bytes) => readWorkbook(bytes) },
			drawPng: drawInWorker({ workerUrl: new URL("../../src/render/picture/worker.ts", import.meta.url) }),
			writeSheets,
			clock: { now: () => NOW },
			ids,
			log,
			language: "zh-CN",
			limited: false,
			steadyMs,
			later: (ms, run) => {
				const timer = setTimeout(run, ms);
				return () => clearTimeout(timer);
			},
			chance: () => 0,
			fileNames: { template: "", slips: "", login: "" },
			groupUnit: () => null,
			groupChat: () => null,
			privateChatOf: (account) => privateChatOf(account.id),
			idleMs: 12 * 60 * 60 * 1000,
			system: async () => ({ version: "", databaseBytes: null, diskFreeBytes: null }),
			storeTrouble: () => null,
			processMetrics: () => "",
		});
		yixian.attach(channel(sent));
		return new Running(opened, yixian, sent, ids.next());
	}

	/** Says something in private and waits for all that follows from it. */
	async say(person: string, text: string): Promise<Answer> {
		this.#sent.length = 0;
		this.#asked += 1;
		const began = steadyMs();
		const cpuBefore = process.cpuUsage();
		await this.yixian.intake.receive([
			{
				updateId: `${this.#run} ${this.#asked}`,
				chat: privateChatOf(person),
				sender: { channel: CHANNEL, id: person },
				messageId: null,
				sentAt: NOW,
				content: { kind: "text", text, addressed: true },
			},
		]);
		await this.yixian.idle();
		const { user, system } = process.cpuUsage(cpuBefore);
		return { ms: steadyMs() - began, cpuMs: (user + system) / 1000, texts: this.#sent.map((message) => message.text) };
	}

	async close(): Promise<void> {
		await this.yixian.stop();
		await this.#opened.close();
	}
}
