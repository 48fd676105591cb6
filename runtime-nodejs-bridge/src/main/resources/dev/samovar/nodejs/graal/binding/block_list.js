'use strict';
(function ({ host }) {
  class BlockList {
    addAddress() { host.unsupported('net.BlockList'); }
    addRange() { host.unsupported('net.BlockList'); }
    addSubnet() { host.unsupported('net.BlockList'); }
    check() { return false; }
    getRules() { return []; }
  }
  class SocketAddress {
    constructor(address, port, family, flowlabel) { Object.assign(this, { address, port, family, flow: flowlabel }); }
    detail(target) { return Object.assign(target, { address: this.address, port: this.port, family: this.family, flowlabel: this.flow }); }
    flowlabel() { return this.flow; }
  }
  return { BlockList, SocketAddress, AF_INET: 2, AF_INET6: 10 };
})
