import path from "node:path";
import { openDemoClock } from "../app/demo-clock.ts";
import { seedDemo } from "../app/demo-seed.ts";
import { createRoomDirectory, roomGroupChat, roomGroupUnit, roomPrivateChat } from "../app/room-directory.ts";
import { createYixian, type Yixian } from "../app/yixian.ts";
import { createRoom } from "../channels/room/channel.ts";
import { type Config, isLoopback, projectRoot } from "../config.ts";
import { startControlServer } from "../control/control-server.ts";
import { socketPath } from "../control/socket-path.ts";
import type { Instant } from "../domain/period.ts";
import type { Clock } from "../ports/clock.ts";
import type { DemoClock } from "../ports/desk.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "../ports/store.ts";
import { drawInWorker } from "../render/picture/draw-in-worker.ts";
import { shellWords } from "../render/shell.ts";
import { startMinuteTick } from "../schedule/minute-tick.ts";
import type { OpenStore } from "../store/open-store.ts";
import { demoHistory } from "../workbook/demo/demo-history.ts";
import { createWorkbookReader } from "../workbook/read-in-worker.ts";
import { writeInWorker } from "../workbook/sheets/write-in-worker.ts";
import { chooseStore, type StorePlace } from "./choose-store.ts";
import { demoData } from "./demo-data.ts";
import { DemoNeedsLoopback } from "./failure-words.ts";
import { LANGUAGE } from "./language.ts";
import { createMessengers } from "./messengers.ts";
import { migrationsDir, pictureWorker, sheetWorker, workbookWorker } from "./places.ts";
import { showLogins } from "./show-logins.ts";
import { chance, createIds, steadyMs, systemClock } from "./system.ts";
import { systemFacts } from "./system-facts.ts";

/** A dialog left for half a day is taken up again with its question; the next words may be about something else. */
const IDLE_MS = 12 * 60 * 60 * 1000;
/** After this the process ends even if something hangs: before the ten seconds are over after which Docker kills it. */
const STOP_MS = 9_000;

/** A running program. */
export interface Serving {
	/** Lines for the terminal: where the room is, and which county this is. */
	readonly banner: readonly string[];
	stop(): Promise<void>;
}

/** Opens the store, puts everything together and serves until stopped. Rejects with StoreLocked or DemoNeedsLoopback before anything is open. */
export const serve = async (config: Config, log: Log): Promise<Serving> => {
	const { place, opened } = await chooseStore(config, migrationsDir);
	try {
		if (place.mode === "demo" && !isLoopback(config.host)) throw new DemoNeedsLoopback(config.host);
		return await open(config, log, place, opened);
	} catch (error) {
		await opened.close();
		throw error;
	}
};

const open = async (config: Config, log: Log, place: StorePlace, opened: OpenStore): Promise<Serving> => {
	const { store, files, retention, room: roomStore } = opened;
	const words = shellWords(LANGUAGE);
	let yixian: Yixian | null = null;
	const runDue = async (now: Parameters<Yixian["runDue"]>[0]): Promise<void> => yixian?.runDue(now);
	/** And what it starts is over and sent, before the clock is moved on. */
	const runAllDue: typeof runDue = async (now) => {
		await runDue(now);
		await yixian?.idle();
	};
	const dueMoments: Yixian["dueMoments"] = async (from, until) => (yixian ? yixian.dueMoments(from, until) : []);
	const demoClock = place.mode === "demo" ? await openDemoClock({ store, steadyMs, runDue: runAllDue, dueMoments, log }) : null;
	const clock: Clock = demoClock ?? systemClock;
	if (place.mode === "demo" && (await store.loadCounty()).version === 0) {
		const data = await demoData();
		await seedDemo(store, data, demoHistory(data), clock.now());
	}
	const ids = createIds();
	const later = (ms: number, run: () => void): (() => void) => {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	};
	yixian = await createYixian({
		store,
		files,
		retention,
		reader: createWorkbookReader({ workerUrl: workbookWorker }),
		drawPng: drawInWorker({ workerUrl: pictureWorker }),
		writeSheets: writeInWorker({ workerUrl: sheetWorker }),
		clock,
		ids,
		log,
		language: LANGUAGE,
		limited: config.sendingLimits,
		steadyMs,
		later,
		chance,
		fileNames: words.fileNames,
		groupUnit: roomGroupUnit,
		groupChat: roomGroupChat,
		privateChatOf: (account) => (account.channel === "room" ? roomPrivateChat(account) : null),
		idleMs: IDLE_MS,
		system: () => systemFacts(place.databaseFile, place.mode === "real"),
		storeTrouble: () => opened.trouble(),
		keepsTime: place.mode !== "demo",
		processMetrics: () =>
			`# HELP process_resident_memory_bytes Resident memory.\n# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes ${process.memoryUsage.rss()}\n`,
	});
	const room = createRoom({
		host: config.host,
		port: config.port,
		mode: place.mode,
		store: roomStore,
		directory: await createRoomDirectory({ store, counties: yixian.counties, clock, mode: place.mode, words: words.room }),
		files,
		desk: yixian.desk,
		demoClock: demoClock satisfies DemoClock | null,
		clock,
		ids,
		log,
		later,
		pageDir: path.join(projectRoot, "src", "channels", "room", "page"),
	});
	const messengers = await createMessengers(config, { store, files, clock, ids, log, chance, steadyMs, later });
	for (const channel of [room, ...messengers]) yixian.attach(channel);
	const control = await startControlServer({
		path: socketPath(place.databaseFile, process.cwd(), process.platform),
		desk: yixian.desk,
		log,
	});
	try {
		for (const channel of [room, ...messengers]) await channel.start(yixian.intake);
	} catch (error) {
		await control.close();
		throw error;
	}
	yixian.resume();
	const stopTick = startMinuteTick({
		tick: {
			runDue: async (now) => {
				// Whoever moves the clock does what is due on the way.
				if (demoClock?.walking()) return;
				await demoClock?.keep();
				await runDue(now);
			},
		},
		clock,
		log,
	});
	const running = yixian;
	const hideLogins = showLogins({
		logins: yixian.logins,
		isTerminal: process.stdout.isTTY,
		write: (line) => void process.stdout.write(`${line}\n`),
		words,
		roomUrl: room.url(),
		shown: ({ channel, since }) => noteShown(store, log, clock.now(), channel, since),
		later,
	});
	return {
		banner: [
			words.opened(room.url()),
			...messengers.map((channel) => words.connecting(channel.id, channel.account, channel.health().reason)),
			...about(place, yixian),
		],
		stop: async () => {
			const giveUp = setTimeout(() => process.exit(1), STOP_MS);
			hideLogins();
			await Promise.all([room, ...messengers].map((channel) => channel.stop()));
			await stopTick();
			await control.close();
			await running.stop();
			await demoClock?.keep();
			await room.close();
			await opened.close();
			clearTimeout(giveUp);
		},
	};
};

/** That a code was shown on the terminal stands in the audit; a store that does not take it now shows none the less. */
const noteShown = (store: Store, log: Log, at: Instant, channel: string, since: Instant): void => {
	const entry = { at, actor: "shell", event: "login:shown", subject: `channel:${channel}`, facts: { since } };
	store.commit([{ do: "add-audit", entry }]).catch((error: unknown) => log.warn("logins:not-noted", { error }));
};

const about = (place: StorePlace, yixian: Yixian): string[] => {
	const words = shellWords(LANGUAGE);
	if (place.mode === "demo") return [words.demo];
	const county = yixian.counties.current?.county;
	return [county ? words.real(county.root.name) : words.emptyReal];
};
