// Says of each 10 ms how loud it is (the root mean square) and how high (by the times at which the
// signal rises through zero).
class Ears extends AudioWorkletProcessor {
  #samples = [];

  process([[channel]]) {
    this.#samples.push(...(channel ?? new Float32Array(128)));
    const length = Math.round(sampleRate / 100);
    while (this.#samples.length >= length) {
      this.#tell(this.#samples.splice(0, length));
    }
    return true;
  }

  #tell(samples) {
    const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    const rises = [];
    for (let i = 1; i < samples.length; i++) {
      if (samples[i - 1] < 0 && samples[i] >= 0) {
        rises.push(i - samples[i] / (samples[i] - samples[i - 1]));
      }
    }
    const hz = rises.length < 2 ? 0 : ((rises.length - 1) * sampleRate) / (rises.at(-1) - rises[0]);
    this.port.postMessage({ level, hz });
  }
}

registerProcessor("ears", Ears);
