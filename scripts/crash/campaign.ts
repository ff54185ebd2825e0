import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { toInstant } from "../../src/domain/period.ts";
import { underFaults } from "./faults.ts";
import { startKillable } from "./killable-program.ts";
import { migrationCrash } from "./migration.ts";
import { Province } from "./people.ts";
import { type Kill, Moments, type Where } from "./plan.ts";
import { openMachine } from "./power-cut.ts";
import { type Plant, programFolder } from "./program-folder.ts";
import { lookAt } from "./stored.ts";
import { Findings } from "./talk.ts";
import { findWrong } from "./verify.ts";

export interface Course {
	readonly kills: readonly Kill[];
	readonly seed: number;
	/** How many report at the same time. */
	readonly people: number;
	readonly plant: Plant | null;
	/** How many reports are given while calls fail, updates repeat and others write into the database; none without. */
	readonly reportsUnderFaults?: number;
	/** Whether a kill takes from the disk what the program had not waited for; where the plant wants it, unless told. */
	readonly cutsPower?: boolean;
	/** Called after each kill. */
	readonly told?: (kills: number) => void;
}

/** What a run came to. */
export interface Outcome {
	/** Everything that was wrong. */
	readonly wrong: readonly string[];
	readonly kills: Readonly<Partial<Record<Where, number>>>;
	readonly reports: number;
	readonly updates: number;
	readonly messages: number;
	readonly repeats: number;
	/** Milliseconds from a start to the first call, the middle one. */
	readonly startMs: number;
}

/** How often it is looked whether anybody can still get an answer. */
const LOOK_MS = 250;
/** With something left to do and nothing happening for so long, the program hangs. */
const HANG_MS = 60_000;

/**
 * Kills the program at these moments while people report, starts it again each time, lets everybody finish, and compares what they remember with what is
 * stored.
 */
export const runCampaign = async (course: Course): Promise<Outcome> => {
	const { kills, seed, people, plant, reportsUnderFaults = 0, cutsPower = plant?.cutsPower ?? false, told } = course;
	const machine = cutsPower ? openMachine() : null;
	let folder = mkdtempSync(path.join(os.tmpdir(), "yixian-crash-"));
	const file = () => path.join(folder, "yixian.db");
	const program = await programFolder(plant);
	const { migrationsDir } = program;
	const findings = new Findings();
	const moments = new Moments();
	const county = await Province.open({
		folder,
		migrationsDir,
		seed,
		people,
		findings,
		moments,
		at: toInstant(Date.now()),
		groups: moves(kills),
	});
	const { world, bot } = county;
	const done: Partial<Record<Where, number>> = {};
	const startsMs: number[] = [];
	let lastCallMs = performance.now();
	const stopCalls = world.onCall(() => {
		lastCallMs = performance.now();
	});

	let runs = 0;
	const start = (mayRepeat = runs > 0 ? 1 : 0) => {
		runs += 1;
		const startedMs = performance.now();
		const disk = machine?.on(folder) ?? {};
		const running = startKillable(program.main, {
			...disk,
			DATA_DIR: folder,
			TELEGRAM_BOT_TOKEN: bot.token,
			TELEGRAM_API_ROOT: county.url,
		});
		const up = county.nextRun(mayRepeat).then(() => void startsMs.push(performance.now() - startedMs));
		return { ...running, up };
	};

	/** Rejects when nothing can happen any more: everything is answered and sent, and still people wait. */
	const nothingMore = async (ended: { readonly over: boolean }): Promise<never> => {
		const look = lookAt(file());
		try {
			for (;;) {
				await pause(LOOK_MS);
				if (ended.over) break;
				if (performance.now() - lastCallMs > HANG_MS) throw new NothingMore(`nothing happened for ${HANG_MS} ms`);
				const { inbox, outbox, jobs } = look.open();
				if (bot.updates.waiting.length + inbox + outbox + jobs === 0 && county.everybodyWaits()) throw new NothingMore("all is answered");
			}
		} finally {
			look.close();
		}
		return new Promise<never>(() => undefined);
	};
	/** What is waited for, unless nothing more can happen, or the program ends by itself. */
	const orNothing = async <T>(running: ReturnType<typeof start>, wanted: Promise<T>): Promise<T> => {
		const ended = { over: false };
		const unbidden = running.gone.then(({ code, signal }) => {
			throw new NothingMore(`the program ended by itself (${code ?? signal}): ${running.logged()}`);
		});
		try {
			return await Promise.race([wanted, unbidden, nothingMore(ended)]);
		} finally {
			ended.over = true;
			unbidden.catch(() => undefined);
		}
	};
	const crash = async (kill: Kill): Promise<void> => {
		const { moment, count, delayMs, where } = kill;
		if (where === "migration") {
			for (const wrong of await migrationCrash(program, delayMs, machine)) findings.add(wrong);
			return;
		}
		const running = start();
		try {
			if (moment !== null) {
				await orNothing(running, running.up);
				const struck = moments.wait(moment, count);
				county.bringAbout(where);
				await orNothing(running, struck);
			}
			if (delayMs >= 1) await pause(delayMs);
		} finally {
			running.kill();
			await running.gone;
			if (machine) folder = machine.cut();
		}
		const { signal } = await running.gone;
		if (signal !== "SIGKILL") findings.add(`the program ended by itself: ${running.logged()}`);
	};

	const faulty = async (): Promise<void> => {
		// What was taken and not told so is sent again.
		const running = start(Number.POSITIVE_INFINITY);
		try {
			await orNothing(running, running.up);
			await orNothing(running, underFaults(county, file(), reportsUnderFaults, seed));
		} finally {
			running.kill();
			await running.gone;
		}
	};

	try {
		const finished = county.liveUntilToldToStop();
		if (reportsUnderFaults > 0) await faulty();
		for (const kill of kills) {
			await crash(kill);
			done[kill.where] = (done[kill.where] ?? 0) + 1;
			told?.(Object.values(done).reduce((sum, number) => sum + number, 0));
			// A planted fault is found: that is all that was asked.
			if (plant && findings.all.length > 0) throw new NothingMore("the planted fault shows");
		}
		county.stop();
		const last = start();
		try {
			await orNothing(last, finished);
			last.kill("SIGTERM");
			const { code } = await last.gone;
			if (code !== 0) findings.add(`asked to stop, the program ended with ${code}: ${last.logged()}`);
		} finally {
			last.kill();
			await last.gone;
		}
	} catch (error) {
		if (!(error instanceof NothingMore)) throw error;
		findings.add(error.message);
		for (const waiting of county.waiting()) findings.add(waiting);
	} finally {
		stopCalls();
		await county.close();
	}
	const expected = { ...county.expected(), folder, file: file(), migrationsDir };
	const stored = await findWrong(expected).catch((error: unknown) => [`the store cannot be read: ${String(error)}`]);
	const wrong = [...findings.all, ...stored];
	program.remove();
	const keeps = wrong.length > 0 && plant === null;
	if (!keeps) {
		rmSync(folder, { recursive: true, force: true });
		machine?.remove();
	}
	startsMs.sort((one, other) => one - other);
	return {
		wrong: keeps ? [...wrong, `the data is kept in ${folder}`] : wrong,
		kills: done,
		...county.counts(),
		startMs: startsMs[Math.floor(startsMs.length / 2)] ?? 0,
	};
};

/** Nobody will get another answer. */
class NothingMore extends Error {}

/** Each upgrade needs a group of its own. */
const moves = (kills: readonly Kill[]): number => kills.filter(({ where }) => where === "move").length;
