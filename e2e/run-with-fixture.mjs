/** Starts the stand-in server and runs the tests against it. Wants `web/dist`. */
import { signIn, startFixture } from "./fixture/server.mjs";
import { runTests } from "./run.mjs";

const fixture = await startFixture({ rate: 2 });
process.env.BASE_URL = fixture.url;
process.env.ONE_TIME_TOKEN = signIn.token;
const files = process.argv.length > 2 ? process.argv.slice(2) : ["tests/walk.test.mjs", "tests/states.test.mjs"];
process.exitCode = await runTests(files);
fixture.close();
