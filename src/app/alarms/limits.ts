/** Below this the disk may be full by tomorrow. */
export const DISK_LOW_BYTES = 500_000_000;
