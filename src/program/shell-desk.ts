import { roomGroupChat, roomGroupUnit, roomPrivateChat } from "../app/room-directory.ts";
import { createYixian } from "../app/yixian.ts";
import { connectControl, NobodyThere, type ShellDesk } from "../control/control-client.ts";
import { socketPath } from "../control/socket-path.ts";
import type { Log } from "../ports/log.ts";
import { drawInWorker } from "../render/picture/draw-in-worker.ts";
import { shellWords } from "../render/shell.ts";
import { StoreLocked } from "../store/lock.ts";
import { createWorkbookReader } from "../workbook/read-in-worker.ts";
import { writeInWorker } from "../workbook/sheets/write-in-worker.ts";
import { openPlace, type StorePlace } from "./choose-store.ts";
import { LANGUAGE } from "./language.ts";
import { migrationsDir, pictureWorker, sheetWorker, workbookWorker } from "./places.ts";
import { chance, createIds, steadyMs, systemClock } from "./system.ts";
import { systemFacts } from "./system-facts.ts";

/** Runs `work` with the desk of a store: the running program's where one holds the store, else one over the store opened for the occasion. */
export const withDesk = async <T>(log: Log, place: StorePlace, work: (desk: ShellDesk, running: boolean) => Promise<T>): Promise<T> => {
	try {
		const opened = await openPlace(place, migrationsDir);
		try {
			const { desk } = await createYixian({
				store: opened.store,
				files: opened.files,
				retention: opened.retention,
				reader: createWorkbookReader({ workerUrl: workbookWorker }),
				drawPng: drawInWorker({ workerUrl: pictureWorker }),
				writeSheets: writeInWorker({ workerUrl: sheetWorker }),
				clock: systemClock,
				ids: createIds(),
				log,
				language: LANGUAGE,
				limited: true,
				steadyMs,
				later: () => () => undefined,
				chance,
				fileNames: shellWords(LANGUAGE).fileNames,
				groupUnit: roomGroupUnit,
				groupChat: roomGroupChat,
				privateChatOf: roomPrivateChat,
				idleMs: 0,
				system: () => systemFacts(place.databaseFile, place.mode === "real"),
				storeTrouble: () => null,
				processMetrics: () => "",
			});
			return await work(desk, false);
		} finally {
			await opened.close();
		}
	} catch (error) {
		if (!(error instanceof StoreLocked)) throw error;
		const path = socketPath(place.databaseFile, process.cwd(), process.platform);
		return work(connectControl(path), true).catch((cause: unknown) => {
			throw cause instanceof NobodyThere ? error : cause;
		});
	}
};
