import { openDatabase } from "../../src/storage/database.ts";

// Run as a process of its own: has the database of its first argument open until it is killed.
const database = await openDatabase(process.argv[2] ?? "");
console.log(database.line);
setInterval(() => {}, 60_000);
