import { connect, type Socket } from "node:net";

const portOf = (url: string): number => Number(new URL(url).port);

/** Writes these very bytes and reads until the other side closes; for what no HTTP client would send. */
export const rawCall = (url: string, bytes: string | Uint8Array): Promise<string> =>
	new Promise((resolve, reject) => {
		const socket = connect(portOf(url), "127.0.0.1", () => socket.write(bytes));
		let text = "";
		socket.setEncoding("latin1");
		socket.on("data", (chunk: string) => {
			text += chunk;
		});
		socket.on("close", () => resolve(text));
		socket.on("error", (error: NodeJS.ErrnoException) =>
			error.code === "ECONNRESET" || error.code === "EPIPE" ? resolve(text) : reject(error),
		);
	});

/** Begins a request and leaves it hanging. */
export const halfCall = (url: string, bytes: string): Promise<Socket> =>
	new Promise((resolve, reject) => {
		const socket = connect(portOf(url), "127.0.0.1", () => socket.write(bytes, () => resolve(socket)));
		socket.on("error", reject);
		socket.resume();
	});
