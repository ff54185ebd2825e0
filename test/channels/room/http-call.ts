import { type IncomingHttpHeaders, request } from "node:http";

/** What came back, the JSON already read where it is JSON. */
export interface Answer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
	// biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
	readonly json: any;
}

interface CallOptions {
	readonly headers?: Record<string, string>;
	readonly body?: string | Uint8Array;
}

/** One HTTP call with every header in our hands; fetch would not let a test lie about its host. */
export const httpCall = (method: string, url: string, { headers = {}, body }: CallOptions = {}): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const call = request(url, { method, headers, agent: false }, (response) => {
			const chunks: Buffer[] = [];
			response.on("data", (chunk: Buffer) => chunks.push(chunk));
			response.on("error", reject);
			response.on("end", () => {
				const text = Buffer.concat(chunks).toString();
				const isJson = response.headers["content-type"]?.startsWith("application/json");
				resolve({
					status: response.statusCode ?? 0,
					headers: response.headers,
					text,
					json: isJson && text !== "" ? JSON.parse(text) : null,
				});
			});
		});
		call.on("error", reject);
		call.end(body);
	});

export const httpGet = (url: string, headers: Record<string, string> = {}): Promise<Answer> => httpCall("GET", url, { headers });

/** Posts JSON as the page does. */
export const httpPost = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
	httpCall("POST", url, { headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });

/** Posts a form with files as the page does. */
export const httpUpload = async (url: string, form: FormData, headers: Record<string, string> = {}): Promise<Answer> => {
	const encoded = new Response(form);
	const type = encoded.headers.get("content-type") ?? "";
	return httpCall("POST", url, { headers: { "content-type": type, ...headers }, body: new Uint8Array(await encoded.arrayBuffer()) });
};

/** A form as the page builds it. */
export const formOf = (fields: Record<string, string>, ...files: readonly (readonly [name: string, bytes: Uint8Array])[]): FormData => {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	for (const [name, bytes] of files) form.append("file", new Blob([new Uint8Array(bytes)]), name);
	return form;
};

/** The smallest PNG: one transparent dot. */
export const PNG = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
	"base64",
);

/** One event of a stream. */
export interface StreamEvent {
	readonly event: string;
	readonly id: string | null;
	// biome-ignore lint/suspicious/noExplicitAny: tests look into events freely
	readonly data: any;
}

/** An open event stream. */
export interface OpenStream {
	readonly status: number;
	/** The next event; waits for it. Rejects when the stream ends first. */
	next(): Promise<StreamEvent>;
	close(): void;
}

const parseFrame = (frame: string): StreamEvent | null => {
	const fields = new Map(
		frame.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()] as const),
	);
	const data = fields.get("data");
	return data === undefined ? null : { event: fields.get("event") ?? "message", id: fields.get("id") ?? null, data: JSON.parse(data) };
};

/** Opens an event stream. */
export const openStream = (url: string, headers: Record<string, string> = {}): Promise<OpenStream> =>
	new Promise((resolve, reject) => {
		const call = request(url, { headers, agent: false }, (response) => {
			const events: StreamEvent[] = [];
			const waiting: { resolve: (event: StreamEvent) => void; reject: (error: Error) => void }[] = [];
			let rest = "";
			response.setEncoding("utf8");
			response.on("data", (chunk: string) => {
				const frames = (rest + chunk).split("\n\n");
				rest = frames.pop() ?? "";
				for (const event of frames.map(parseFrame)) {
					if (event === null) continue;
					const next = waiting.shift();
					if (next) next.resolve(event);
					else events.push(event);
				}
			});
			response.on("close", () => {
				for (const one of waiting) one.reject(new Error("the stream ended"));
			});
			response.on("error", () => undefined);
			resolve({
				status: response.statusCode ?? 0,
				next: () => {
					const event = events.shift();
					if (event) return Promise.resolve(event);
					if (response.closed) return Promise.reject(new Error("the stream ended"));
					return new Promise((done, failed) => waiting.push({ resolve: done, reject: failed }));
				},
				close: () => call.destroy(),
			});
		});
		call.on("error", reject);
		call.end();
	});
