import type { EventEmitter } from "node:events";
import type { Log } from "../../ports/log.ts";
import { describeFailure } from "./failure.ts";
import type { Bot, PuppetEvents } from "./puppet.ts";

/** What is done at each thing a puppet tells. */
export type Handlers = { readonly [Event in keyof PuppetEvents]: (told: PuppetEvents[Event]) => unknown };

const ignore = (): void => undefined;

/** Wechaty's types hide that these are emitters like any other. */
const emitters = (bot: Bot) => ({ ofBot: bot as unknown as EventEmitter, ofPuppet: bot.puppet as unknown as EventEmitter });

/**
 * Listens to a bot until the returned call. Whatever a handler throws, now or later, ends here: Node would end the whole process. Errors always have a
 * listener, also those of a bot that is not listened to any more.
 */
export const listen = (bot: Bot, handlers: Handlers, log: Log): (() => void) => {
	const failed = (event: string, error: unknown): void => log.warn("wechat:handler-failed", { event, ...describeFailure(error) });
	const guarded =
		(event: string, handler: (told: never) => unknown) =>
		(told: unknown): void => {
			try {
				Promise.resolve(handler(told as never)).catch((error: unknown) => failed(event, error));
			} catch (error) {
				failed(event, error);
			}
		};
	const { ofBot, ofPuppet } = emitters(bot);
	const listeners = Object.entries(handlers).map(([event, handler]) => [event, guarded(event, handler)] as const);
	for (const [event, listener] of listeners) ofPuppet.on(event, listener);
	ofBot.on("error", ignore);
	return () => {
		ofPuppet.on("error", ignore);
		for (const [event, listener] of listeners) ofPuppet.off(event, listener);
	};
};

/** Takes every listener off a bot that is over, so that nothing holds it or is held by it. */
export const leave = (bot: Bot): void => {
	for (const emitter of Object.values(emitters(bot))) {
		emitter.removeAllListeners();
		emitter.on("error", ignore);
	}
};
