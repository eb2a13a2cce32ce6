/** Several times the largest event: more is no delivery, and would only fill the memory. */
const MAX_BODY_BYTES = 1024 * 1024;

/** A body in one piece; `undefined` when there is more of it than any delivery has, of which the rest is not read. */
export async function readBytes(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return undefined;
    read.push(chunk);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of read) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}

/** {@link readBytes} of a fetch `Request` that was not read before. */
export function readRequest({ body }: Request): Promise<Uint8Array | undefined> {
  return readBytes(chunksOf(body));
}

/** By a reader, since not every runtime can loop over a stream. */
async function* chunksOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = stream?.getReader();
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) yield next.value;
  } finally {
    await reader?.cancel();
  }
}
