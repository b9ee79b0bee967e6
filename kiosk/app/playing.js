// What one answer sounds like: a tone and a clip behind it, on their way to the loudspeaker.

// A pure tone of the same amplitude sounds much louder than words.
const TONE = 0.3;
// A sound that begins or ends at full strength clicks.
const FADE_S = 0.01;
// What is to begin now would have its beginning cut off.
const LEAD_S = 0.02;

export class Playing {
  #context;
  #volume;
  #sources = new Set();
  stopped = false;

  // The amplitude is from 0 to 1.
  constructor(context, amplitude) {
    this.#context = context;
    this.#volume = new GainNode(context, { gain: amplitude });
    this.#volume.connect(context.destination);
  }

  // Plays notes one after the other: `hz` 0 is a pause. Says when the last one ends.
  tone(notes) {
    let at = this.#context.currentTime + LEAD_S;
    for (const { hz, ms } of notes) {
      if (hz > 0) {
        this.#note(hz, at, at + ms / 1_000);
      }
      at += ms / 1_000;
    }
    return at;
  }

  #note(hz, from, to) {
    const source = new OscillatorNode(this.#context, { type: "triangle", frequency: hz });
    const envelope = new GainNode(this.#context, { gain: 0 });
    envelope.gain
      .setValueAtTime(0, from)
      .linearRampToValueAtTime(TONE, from + FADE_S)
      .setValueAtTime(TONE, to - FADE_S)
      .linearRampToValueAtTime(0, to);
    source.connect(envelope);
    this.#start(source, envelope, from);
    source.stop(to);
  }

  // Plays a recording from a time on, or from now on if that has passed.
  clip(buffer, at) {
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    this.#start(source, source, Math.max(at, this.#context.currentTime + LEAD_S));
  }

  #start(source, last, at) {
    last.connect(this.#volume);
    this.#sources.add(source);
    source.addEventListener("ended", () => {
      source.disconnect();
      last.disconnect();
      this.#sources.delete(source);
      this.#letGo();
    });
    source.start(at);
  }

  // Fades out. Whoever holds this must not begin anything more.
  stop() {
    const now = this.#context.currentTime;
    const { gain } = this.#volume;
    this.stopped = true;
    gain.setValueAtTime(gain.value, now).linearRampToValueAtTime(0, now + FADE_S);
    this.#sources.forEach((source) => source.stop(now + FADE_S));
    this.#letGo();
  }

  #letGo() {
    if (this.stopped && this.#sources.size === 0) {
      this.#volume.disconnect();
    }
  }
}
