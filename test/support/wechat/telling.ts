import type { Channel } from "../../../src/ports/channel.ts";
import type { Inbound, Intake } from "../../../src/ports/intake.ts";

export type Told = "confirmed" | "refused";

/** WeChat is never told that something arrived: whether the program has it is seen at its intake. */
export interface Telling {
	/** The same channel; its start waits for the login, where `signsIn`. */
	watch(channel: Channel, signsIn: boolean): Channel;
	/** What became of a message, by its id: whether the intake took it. */
	told(message: string): Promise<Told>;
	/** Whoever still waits is not answered by this run any more. */
	forget(): void;
}

/** Looks at a channel's intake. */
export const telling = (): Telling => {
	const waiting = new Map<string, (told: Told) => void>();
	const settle = (updates: readonly Inbound[], told: Told): void => {
		for (const { messageId } of updates) {
			waiting.get(messageId ?? "")?.(told);
			waiting.delete(messageId ?? "");
		}
	};
	const watched = (intake: Intake): Intake => ({
		async receive(updates) {
			try {
				await intake.receive(updates);
			} catch (error) {
				settle(updates, "refused");
				throw error;
			}
			settle(updates, "confirmed");
		},
	});
	return {
		watch: (channel, signsIn) => ({
			...channel,
			async start(intake) {
				await channel.start(watched(intake));
				while (signsIn && channel.health().state !== "up") await new Promise((resolve) => setImmediate(resolve));
			},
		}),
		told: (message) => new Promise((resolve) => void waiting.set(message, resolve)),
		forget() {
			for (const resolve of waiting.values()) resolve("refused");
			waiting.clear();
		},
	};
};
