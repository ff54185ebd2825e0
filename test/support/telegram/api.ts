import type { FakeBot } from "./bot.ts";
import type { FakeTelegram } from "./server.ts";

export interface Answer {
	readonly ok: boolean;
	// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field in tests
	readonly result: any;
	readonly error_code?: number;
	readonly description?: string;
	readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

/** Calls the fake as a bot would, without any library. Rejects when the connection fails or the body is no JSON. */
export const callApi =
	(telegram: FakeTelegram, bot: FakeBot) =>
	async (method: string, body: object | FormData = {}): Promise<Answer> => {
		const isForm = body instanceof FormData;
		const response = await fetch(`${telegram.url}/bot${bot.token}/${method}`, {
			method: "POST",
			...(isForm ? {} : { headers: { "content-type": "application/json" } }),
			body: isForm ? body : JSON.stringify(body),
		});
		return (await response.json()) as Answer;
	};
