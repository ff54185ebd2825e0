import type { Inbound, Intake } from "../../ports/intake.ts";
import type { Log } from "../../ports/log.ts";
import { createPauses, growingPause } from "../pauses.ts";
import { describeFailure } from "./failure.ts";
import { INTAKE_BATCH, MAX_INTAKE_PAUSE_MS, MAX_WAITING } from "./limits.ts";

/** Hands over what arrived, in order. WeChat sends nothing twice: what the intake refuses is kept in memory and offered until it is held. */
export interface HandingIn {
	/** Resolves when the intake holds it; never when the program stops first. */
	offer(inbound: Inbound): Promise<void>;
	/** Whether the intake refused what waits now. */
	isRefused(): boolean;
	/** Finishes what is in hand; what the intake refuses now is lost. */
	stop(): Promise<void>;
}

/** Hands in to this intake. */
export const createHandingIn = (parts: {
	readonly intake: Intake;
	readonly log: Log;
	readonly later: (ms: number, run: () => void) => () => void;
}): HandingIn => {
	const { intake, log } = parts;
	const pauses = createPauses(parts.later);
	const waiting: { readonly inbound: Inbound; readonly held: () => void }[] = [];
	let failures = 0;
	let isStopping = false;
	let running: Promise<void> | null = null;

	const run = async (): Promise<void> => {
		while (waiting.length > 0) {
			const batch = waiting.slice(0, INTAKE_BATCH);
			try {
				await intake.receive(batch.map(({ inbound }) => inbound));
				failures = 0;
				waiting.splice(0, batch.length);
				for (const { held } of batch) held();
			} catch (error) {
				failures += 1;
				log.warn("wechat:not-taken-in", { messages: waiting.length, ...describeFailure(error) });
				if (isStopping) return;
				await pauses.wait(growingPause(failures, MAX_INTAKE_PAUSE_MS));
			}
		}
	};

	return {
		offer: (inbound) =>
			new Promise((held) => {
				if (waiting.length >= MAX_WAITING) return log.error("wechat:lost", { messages: 1 });
				waiting.push({ inbound, held });
				running ??= run().finally(() => {
					running = null;
				});
			}),
		isRefused: () => failures > 0,
		async stop() {
			isStopping = true;
			pauses.cut();
			await running;
			if (waiting.length > 0) log.error("wechat:lost", { messages: waiting.length });
		},
	};
};
