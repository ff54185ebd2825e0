// Neither framework nor storage: what the wire alone costs. Not a peer, a yardstick.
import { Agent, request } from "node:http";
import { QUESTIONS, RECEIVED } from "./talk.ts";

const { TOKEN = "", API_ROOT = "" } = process.env;
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
const asked = new Map<number, number>();

const call = (
	method: string,
	body: object,
): Promise<{ result: { update_id: number; message?: { chat: { id: number }; text: string } }[] }> =>
	new Promise((resolve, reject) => {
		const text = JSON.stringify(body);
		const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
		request(`${API_ROOT}/bot${TOKEN}/${method}`, { method: "POST", agent, headers }, (response) => {
			let got = "";
			response.setEncoding("utf8");
			response.on("data", (chunk: string) => {
				got += chunk;
			});
			response.on("end", () => resolve(JSON.parse(got)));
		})
			.on("error", reject)
			.end(text);
	});

process.send?.("ready");
for (let offset = 0; ; ) {
	const { result } = await call("getUpdates", { offset, timeout: 30 });
	for (const { update_id, message } of result) {
		offset = update_id + 1;
		if (!message) continue;
		const at = message.text === "/weekly" ? 0 : (asked.get(message.chat.id) ?? 0) + 1;
		asked.set(message.chat.id, at);
		void call("sendMessage", { chat_id: message.chat.id, text: QUESTIONS[at]?.text ?? RECEIVED });
	}
}
