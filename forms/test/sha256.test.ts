import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { sha256, work } from "../src/sha256.ts";

const hex = (words: number[]) => words.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");

test("hashes are those of everybody else, at every length around a block", () => {
  for (let length = 0; length < 200; length++) {
    const text = "rapport-forms/".repeat(20).slice(0, length);
    assert.equal(hex(sha256(text)), createHash("sha256").update(text).digest("hex"), `length ${length}`);
  }
});

test("work has the zeros that were asked for", async () => {
  const stamp = "a".repeat(55);
  const proof = await work(stamp, 12);
  const digest = createHash("sha256").update(`${stamp}:${proof}`).digest();
  assert.equal(digest.readUInt32BE(0) >>> 20, 0);
});
