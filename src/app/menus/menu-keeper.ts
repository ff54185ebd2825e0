import { createHash } from "node:crypto";
import type { CommandId } from "../../domain/command.ts";
import { addMs, dateOf, type Instant } from "../../domain/period.ts";
import type { Channel } from "../../ports/channel.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Effect, Store } from "../../ports/store.ts";
import type { CountyHolder } from "../county-holder.ts";
import { describeError } from "../describe-error.ts";
import { Wakeable } from "../wakeable.ts";
import { type Menu, menusFor } from "./menus-for.ts";

/** At most five menus a second. */
const PAUSE_MS = 200;
/** After so many in a row that did not work the platform is left alone until the next try. */
const GIVE_UP_AFTER = 3;
const FIRST_RETRY_MS = 60 * 1000;
const LONGEST_RETRY_MS = 24 * 60 * 60 * 1000;
/** Menus set between two saves: what a crash makes set again. */
const SAVE_EVERY = 20;

const CHANGING: ReadonlySet<Effect["do"]> = new Set<Effect["do"]>(["bind-account", "unbind-account", "park-chat", "replace-county"]);

/** Whether a commit may have changed what somebody's menu should show. */
export const changesMenus = (effects: readonly Effect[]): boolean => effects.some((effect) => CHANGING.has(effect.do));

export interface MenuKeeperParts {
	readonly store: Store;
	readonly channel: Channel;
	readonly counties: CountyHolder;
	readonly clock: Clock;
	readonly log: Log;
	/** What a menu says beside a command. */
	readonly text: (id: CommandId) => string;
	/** Calls back later; returns how to take that back. */
	readonly later: (ms: number, run: () => void) => () => void;
}

interface Failure {
	readonly count: number;
	readonly notBefore: Instant;
}

/** Keeps a messenger's menus as they should be, beside the turns and at its leisure. What was set is remembered by its hash and not set again. */
export class MenuKeeper {
	readonly #parts: MenuKeeperParts;
	readonly #loop = new Wakeable(() => this.#run());
	readonly #failures = new Map<string, Failure>();
	/** The county and the day the menus were last right for; null when something may have changed since. */
	#rightFor: string | null = null;
	#retryAt: Instant | null = null;
	#endPause: (() => void) | null = null;

	constructor(parts: MenuKeeperParts) {
		this.#parts = parts;
	}

	/** Says that some menu may have to change. */
	wake(): void {
		this.#rightFor = null;
		this.#loop.wake();
	}

	/** Looks once a minute whether a new day, a new county or an earlier failure asks for work. */
	tick(): void {
		const isDue = this.#retryAt !== null && this.#retryAt <= this.#parts.clock.now();
		if (isDue || this.#rightFor !== this.#current()) this.#loop.wake();
	}

	/** Resolves when nothing can be done now. */
	idle(): Promise<void> {
		return this.#loop.idle();
	}

	/** Lets the menu in hand be set and takes no more. */
	async stop(): Promise<void> {
		const stopped = this.#loop.stop();
		this.#endPause?.();
		await stopped;
	}

	#current(): string {
		return `${this.#parts.counties.current?.version ?? 0} ${dateOf(this.#parts.clock.now())}`;
	}

	async #run(): Promise<void> {
		const { channel, log } = this.#parts;
		if (channel.health().state !== "up") return;
		const current = this.#current();
		try {
			await this.#setAll();
			this.#rightFor = current;
			const waiting = [...this.#failures.values()].map(({ notBefore }) => notBefore).sort();
			this.#retryAt = waiting[0] ?? null;
		} catch (error) {
			log.warn("menus:failed", { channel: channel.id, error: describeError(error) });
		}
	}

	async #setAll(): Promise<void> {
		const { channel, clock, log } = this.#parts;
		const saved = await this.#saved();
		let unsaved = 0;
		let failedInARow = 0;
		for (const menu of await this.#menus(Object.keys(saved))) {
			const key = keyOf(menu);
			const hash = hashOf(menu);
			const failure = this.#failures.get(key);
			if (saved[key] === hash || (failure && failure.notBefore > clock.now())) continue;
			if (failedInARow >= GIVE_UP_AFTER) {
				this.#failures.set(key, failure ?? { count: 0, notBefore: addMs(clock.now(), FIRST_RETRY_MS) });
				continue;
			}
			if (this.#loop.stopped) break;
			if (await channel.setMenu?.(menu.place, menu.lines)) {
				if (menu.lines.length > 0) saved[key] = hash;
				else delete saved[key];
				this.#failures.delete(key);
				failedInARow = 0;
				unsaved += 1;
			} else {
				failedInARow += 1;
				this.#noteFailure(key);
			}
			if (unsaved >= SAVE_EVERY) {
				await this.#save(saved);
				unsaved = 0;
			}
			await this.#pause();
		}
		if (failedInARow > 0) log.info("menus:retried-later", { channel: channel.id, waiting: this.#failures.size });
		if (unsaved > 0) await this.#save(saved);
	}

	async #menus(known: readonly string[]): Promise<Menu[]> {
		const { store, channel, counties, clock, text } = this.#parts;
		return menusFor({
			channel: channel.id,
			account: channel.account,
			county: counties.current?.county ?? null,
			day: dateOf(clock.now()),
			bound: await store.accountsOn(channel.id),
			known: known.filter((key) => key.startsWith(CHAT)).map((key) => key.slice(CHAT.length)),
			text,
		});
	}

	#noteFailure(key: string): void {
		const count = (this.#failures.get(key)?.count ?? 0) + 1;
		const ms = Math.min(FIRST_RETRY_MS * 2 ** (count - 1), LONGEST_RETRY_MS);
		this.#failures.set(key, { count, notBefore: addMs(this.#parts.clock.now(), ms) });
	}

	get #setting(): string {
		return `menus:${this.#parts.channel.id}:${this.#parts.channel.account}`;
	}

	async #saved(): Promise<Record<string, string>> {
		return JSON.parse((await this.#parts.store.setting(this.#setting)) ?? "{}") as Record<string, string>;
	}

	#save(saved: Readonly<Record<string, string>>): Promise<void> {
		return this.#parts.store.commit([{ do: "set-setting", key: this.#setting, value: JSON.stringify(saved) }]);
	}

	#pause(): Promise<void> {
		if (this.#loop.stopped) return Promise.resolve();
		return new Promise((resolve) => {
			const cancel = this.#parts.later(PAUSE_MS, resolve);
			this.#endPause = () => {
				cancel();
				resolve();
			};
		});
	}
}

const CHAT = "chat:";
const keyOf = ({ place }: Menu): string => (typeof place === "string" ? place : `${CHAT}${place.id}`);
const hashOf = ({ lines }: Menu): string => createHash("sha256").update(JSON.stringify(lines)).digest("hex").slice(0, 16);
