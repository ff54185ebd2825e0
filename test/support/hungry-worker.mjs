// A worker that wants more memory than it may have.
const kept = [];
for (;;) kept.push(Array.from({ length: 100_000 }, (_, at) => ({ at })));
