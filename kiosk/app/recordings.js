// The tones and the spoken prompts, fetched and decoded once.

export class Recordings {
  #context;
  #tones;
  #clips = new Map();

  constructor(context) {
    this.#context = context;
  }

  // Fetches all there is in a language, one after the other so that a tap need not wait for them.
  // Asks the kiosk about each again when called again. Ends with the first fault, if there was any.
  async prepare(language) {
    await this.tone("accepted");
    const spoken = voice(language);
    const names = Object.keys(await (await get(`/kiosk/voice/${spoken}.json`)).json());
    const faults = [];
    for (const name of names) {
      await this.#fetch(`${spoken}/${name}`).catch((fault) => faults.push(fault));
    }
    if (faults.length > 0) {
      throw faults[0];
    }
  }

  // The notes of a tone.
  async tone(name) {
    this.#tones ??= await (await get("/kiosk/sounds/tones.json")).json();
    return this.#tones[name];
  }

  // A decoded prompt.
  async clip(language, name) {
    const path = `${voice(language)}/${name}`;
    return this.#clips.get(path)?.buffer ?? this.#fetch(path);
  }

  async #fetch(path) {
    const response = await get(`/voice/${path}`);
    const tag = response.headers.get("ETag");
    const bytes = await response.arrayBuffer();
    const known = this.#clips.get(path);
    if (known?.tag === tag) {
      return known.buffer;
    }
    const buffer = await this.#decode(bytes, path);
    this.#clips.set(path, { tag, buffer });
    return buffer;
  }

  // The kiosk sees whether a centre's own recording begins well; only here it turns out whether it
  // is well. The built-in one stands in for it.
  async #decode(bytes, path) {
    try {
      return await this.#context.decodeAudioData(bytes);
    } catch (error) {
      console.warn(`the recording of ${path} cannot be decoded; the built-in one is played`, error);
      const builtIn = await get(`/kiosk/voice/${path}.ogg`);
      return this.#context.decodeAudioData(await builtIn.arrayBuffer());
    }
  }
}

// Both kinds of Chinese writing are spoken alike.
function voice(language) {
  return language.startsWith("zh") ? "zh" : "en";
}

async function get(path) {
  const response = await fetch(path);
  if (!response.ok) {
    throw new Error(`${path} was answered with ${response.status}`);
  }
  return response;
}
