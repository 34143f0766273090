/** What waits for its turn, in order. */
const waiting: (() => void)[] = [];
let running = false;

function next(): void {
  const draw = waiting.shift();
  running = draw !== undefined;
  if (!draw) return;
  try {
    draw();
  } finally {
    // A task of its own, so that what people do meanwhile comes between two.
    setTimeout(next);
  }
}

/** Draws when those before are done, each in a task of its own. Returns how to take it back. */
export function inTurn(draw: () => void): () => void {
  waiting.push(draw);
  if (!running) {
    running = true;
    setTimeout(next);
  }
  return () => {
    const place = waiting.indexOf(draw);
    if (place >= 0) waiting.splice(place, 1);
  };
}
