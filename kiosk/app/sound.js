// What is heard after a tap: a tone, then the spoken prompt. Nothing here throws: a kiosk without
// sound is still a kiosk, and says on the console why it is silent.

import { Playing } from "./playing.js";
import { Recordings } from "./recordings.js";

const TONES = {
  arrived: "accepted",
  moved: "accepted",
  "already-in": "accepted",
  undone: "accepted",
  recorded: "accepted",
  departed: "left",
  refused: "refused",
};

// A sound that could not begin by then is dropped: it would be heard by the next person.
const LATE_MS = 1_000;
const WAKE_MS = 200;

export class Sound {
  #context = new AudioContext();
  #recordings = new Recordings(this.#context);
  #playing;
  #resuming;

  // One for the life of a page. A browser that wants a touch before any sound counts a finger's
  // touch when the finger is lifted.
  constructor() {
    for (const touch of ["pointerdown", "pointerup"]) {
      document.addEventListener(touch, () => this.#touched());
    }
  }

  // Fetches the tones and the prompts of a language, so that the next one is heard at once. Called
  // again, it takes up recordings that were replaced.
  async prepare(language) {
    try {
      await this.#recordings.prepare(language);
    } catch (error) {
      console.warn("the sounds are not all there", error);
    }
  }

  // Stops what still sounds, and plays what belongs to an answer: its decision (the one that
  // stands, if it was repeated) and, if it is a refusal, its reason. The volume is from 0 to 100.
  play(answer, language, volume) {
    this.#replace(TONES[answer.decision] ? volume : 0, (playing, late) =>
      this.#answer(playing, late, answer, language),
    );
  }

  // Stops what still sounds, and rings for a call for the staff.
  call(volume) {
    this.#replace(volume, (playing, late) => this.#tone(playing, late, "called"));
  }

  #replace(volume, sound) {
    this.#playing?.stop();
    this.#playing = undefined;
    if (volume > 0) {
      const playing = new Playing(this.#context, loudness(volume));
      const asked = performance.now();
      this.#playing = playing;
      sound(playing, () => playing.stopped || performance.now() - asked > LATE_MS).catch((error) =>
        console.warn("a sound is missing", error),
      );
    }
  }

  async #answer(playing, late, { decision, reason }, language) {
    const end = await this.#tone(playing, late, TONES[decision]);
    if (end === null) {
      return;
    }
    const clip = await this.#recordings.clip(language, reason ? `${decision}-${reason}` : decision);
    if (!late()) {
      playing.clip(clip, end);
    }
  }

  // Says when it ends, or null if it could not begin.
  async #tone(playing, late, name) {
    await this.#wake();
    const notes = await this.#recordings.tone(name);
    return late() || this.#context.state !== "running" ? null : playing.tone(notes);
  }

  #touched() {
    if (this.#context.state !== "running") {
      this.#context.resume().catch(() => {});
    }
  }

  // Resuming stays pending while the browser does not allow it: it is asked for once, not once a
  // tap, and not waited for.
  async #wake() {
    if (this.#context.state !== "running") {
      this.#resuming ??= this.#context.resume().finally(() => (this.#resuming = undefined));
      await new Promise((done) => setTimeout(done, WAKE_MS));
    }
  }
}

// Ears count ratios: half the volume is a quarter of the amplitude.
function loudness(volume) {
  return (Math.min(volume, 100) / 100) ** 2;
}
