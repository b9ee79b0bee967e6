// Runs before the page: puts ears between every sound of the page and its loudspeaker. What they
// hear is in `heard`, and how many sources were begun and have ended in `sources`.
{
  const connect = AudioNode.prototype.connect;
  const start = AudioScheduledSourceNode.prototype.start;
  const startClip = AudioBufferSourceNode.prototype.start;

  window.heard = [];
  window.sources = { begun: 0, ended: 0 };

  window.AudioContext = class extends AudioContext {
    constructor() {
      super();
      window.context = this;
      this.loudspeaker = new GainNode(this);
      connect.call(this.loudspeaker, this.destination);
      window.listening = this.#listen();
    }

    async #listen() {
      await this.audioWorklet.addModule("/ears-worklet.js");
      const ears = new AudioWorkletNode(this, "ears");
      // A page may have a sound of its own beside the one that a test plays: the newest is listened to.
      ears.port.onmessage = ({ data }) => window.context === this && window.heard.push(data);
      connect.call(this.loudspeaker, ears);
      connect.call(ears, this.destination);
    }
  };

  AudioNode.prototype.connect = function (to, ...rest) {
    return connect.call(this, to === this.context.destination ? this.context.loudspeaker : to, ...rest);
  };

  function begin(source, how, times) {
    window.sources.begun++;
    source.addEventListener("ended", () => window.sources.ended++);
    return how.apply(source, times);
  }

  AudioScheduledSourceNode.prototype.start = function (...times) {
    return begin(this, start, times);
  };
  AudioBufferSourceNode.prototype.start = function (...times) {
    return begin(this, startClip, times);
  };
}
