import { Socket } from "node:net";

type WriteCallback = (error?: Error | null) => void;

/**
 * A socket that sends what is written within one turn of the event loop in one system call. The driver writes each
 * message of a pipeline by itself, and system calls are most of what a small statement costs this process.
 */
export class BatchingSocket extends Socket {
  #corked = false;

  override write(chunk: string | Uint8Array, callback?: WriteCallback): boolean;
  override write(chunk: string | Uint8Array, encoding?: BufferEncoding, callback?: WriteCallback): boolean;
  override write(
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | WriteCallback,
    callback?: WriteCallback,
  ): boolean {
    this.#corkForThisTurn();
    return typeof encoding === "function"
      ? super.write(chunk, encoding)
      : super.write(chunk, encoding, callback);
  }

  #corkForThisTurn(): void {
    if (this.#corked) return;
    this.#corked = true;
    this.cork();
    process.nextTick(() => {
      this.#corked = false;
      this.uncork();
    });
  }
}
