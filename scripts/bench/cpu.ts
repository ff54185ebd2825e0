import { readFileSync } from "node:fs";

/** Linux counts in hundredths of a second (sysconf CLK_TCK). */
const TICK_MS = 10;
/** Places of utime and stime among what stands behind the command's name (proc(5), /proc/pid/stat). */
const [UTIME, STIME] = [11, 12];

/** Processor time a process has used so far, user and system, all its threads; NaN where there is no /proc. */
export const cpuMs = (pid: number | undefined): number => {
	try {
		const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
			.replace(/^.*\) /su, "")
			.split(" ");
		return (Number(fields[UTIME]) + Number(fields[STIME])) * TICK_MS;
	} catch {
		return Number.NaN;
	}
};
