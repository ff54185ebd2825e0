import type { FakeBot } from "./bot.ts";
import type { Params } from "./request-body.ts";
import type { World } from "./world.ts";

/** A call of a method of the Bot API. */
export interface Request {
	readonly world: World;
	readonly bot: FakeBot;
	readonly params: Params;
}

/** Does what the method does and returns its result. Throws ApiError. */
export type Method = (request: Request) => unknown;
