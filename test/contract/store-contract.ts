import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe } from "vitest";
import type { OpenStore } from "../../src/store/open-store.ts";
import { bulletinCases } from "./store-bulletins.ts";
import { burdenCases } from "./store-burden.ts";
import { chainCases } from "./store-chains.ts";
import { chatCases } from "./store-chats.ts";
import { concurrencyCases } from "./store-concurrency.ts";
import { openIn } from "./store-contract-open.ts";
import { countyCases } from "./store-county.ts";
import { crashCases } from "./store-crash.ts";
import { fetchingCases } from "./store-fetching.ts";
import { fileCases } from "./store-files.ts";
import { leaseCases } from "./store-leases.ts";
import { modelCases } from "./store-model-cases.ts";
import { noticeCases } from "./store-notices.ts";
import { peopleCases } from "./store-people.ts";
import { problemCases } from "./store-problems.ts";
import { queueCases } from "./store-queues.ts";
import { rankingCases } from "./store-rankings.ts";
import { reminderCases } from "./store-reminders.ts";
import { reportCases } from "./store-reports.ts";
import { retentionCases } from "./store-retention.ts";
import { reviewCases } from "./store-reviews.ts";
import { roomCases } from "./store-room.ts";
import { roundCases } from "./store-rounds.ts";
import { sessionCases } from "./store-sessions.ts";

/** What a case works with: a store of its own, which it may close and open again. */
export interface StoreUnderTest {
	readonly databaseUrl: string;
	readonly folder: string;
	/** The open store. */
	readonly open: OpenStore;
	/** Closes it and opens it again. */
	reopen(): Promise<void>;
}

/** The suite every database under the store passes; `urlOf` names a fresh database of a fresh folder. */
export const describeStore = (name: string, urlOf: (folder: string) => string): void => {
	describe(`the store on ${name}`, () => {
		const state: { folder: string; open: OpenStore | null } = { folder: "", open: null };
		const tested: StoreUnderTest = {
			get folder() {
				return state.folder;
			},
			get databaseUrl() {
				return urlOf(state.folder);
			},
			get open() {
				if (!state.open) throw new Error("no store is open outside a case");
				return state.open;
			},
			async reopen() {
				await state.open?.close();
				state.open = await openIn(urlOf(state.folder), state.folder);
			},
		};
		beforeEach(async () => {
			state.folder = await mkdtemp(path.join(tmpdir(), "yixian-store-"));
			state.open = await openIn(urlOf(state.folder), state.folder);
		});
		afterEach(async () => {
			await state.open?.close();
			state.open = null;
			await rm(state.folder, { recursive: true, force: true });
		});

		for (const cases of [
			countyCases,
			peopleCases,
			noticeCases,
			bulletinCases,
			problemCases,
			reminderCases,
			burdenCases,
			sessionCases,
			reportCases,
			reviewCases,
			rankingCases,
			queueCases,
			fetchingCases,
			chainCases,
			chatCases,
			leaseCases,
			roomCases,
			roundCases,
			fileCases,
			retentionCases,
			concurrencyCases,
			modelCases,
			crashCases,
		])
			cases(tested);
	});
};
