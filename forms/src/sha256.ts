// SHA-256 (FIPS 180-4), because the browser's own is not there on pages without https. The constants are made from primes.

const K: number[] = [];
const START: number[] = [];
for (let n = 2; K.length < 64; n++) {
  let prime = true;
  for (let d = 2; d * d <= n && prime; d++) prime = n % d !== 0;
  if (!prime) continue;
  if (START.length < 8) START.push(fraction(Math.sqrt(n)));
  K.push(fraction(Math.cbrt(n)));
}

/** The first 32 bits behind the point. */
function fraction(number: number): number {
  return ((number - Math.floor(number)) * 4294967296) | 0;
}

/** The hash of a text of ASCII characters, as eight words. */
export function sha256(text: string): number[] {
  const words: number[] = [];
  for (let i = 0; i < text.length; i++) words[i >> 2] = (words[i >> 2] ?? 0) | (text.charCodeAt(i) << (24 - (i % 4) * 8));
  words[text.length >> 2] = (words[text.length >> 2] ?? 0) | (0x80 << (24 - (text.length % 4) * 8));
  const length = (((text.length + 8) >> 6) + 1) * 16;
  words[length - 1] = text.length * 8;
  const state = START.slice();
  const w = new Int32Array(64);
  for (let block = 0; block < length; block += 16) {
    let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      if (i < 16) w[i] = words[block + i] ?? 0;
      else {
        const x = w[i - 15]!;
        const y = w[i - 2]!;
        w[i] = w[i - 16]! + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7]! + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
      }
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = (state[i]! + word) | 0));
  }
  return state;
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** A text with which the hash of `stamp:text` begins with so many zero bits. It rests now and then, so that the page lives. */
export async function work(stamp: string, difficulty: number): Promise<string> {
  for (let n = 0; ; n++) {
    if (Math.clz32(sha256(`${stamp}:${n}`)[0]!) >= difficulty) return String(n);
    if (n % 2000 === 1999) await new Promise((rest) => setTimeout(rest));
  }
}
