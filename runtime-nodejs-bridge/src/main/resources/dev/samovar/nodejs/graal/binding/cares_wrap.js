'use strict';
(function ({ host }, internalBinding) {
  const uv = internalBinding('uv');
  class GetAddrInfoReqWrap {}
  class GetNameInfoReqWrap {}
  class QueryReqWrap {}

  // DNS beyond the names of hosts: there is no resolver, and Node is told so.
  class ChannelWrap {
    getServers() { return []; }
    setServers() { return 0; }
    setLocalAddress() {}
    cancel() {}
  }
  for (const query of ['Any', 'A', 'Aaaa', 'Caa', 'Cname', 'Mx', 'Ns', 'Txt', 'Tlsa', 'Srv', 'Ptr', 'Naptr', 'Soa'])
    ChannelWrap.prototype['query' + query] = function (request) {
      host.later(() => request.oncomplete('ENOTIMP'));
      return 0;
    };
  ChannelWrap.prototype.getHostByAddr = ChannelWrap.prototype.queryA;

  return {
    GetAddrInfoReqWrap, GetNameInfoReqWrap, QueryReqWrap, ChannelWrap,
    getaddrinfo(request, hostname, family) {
      host.lookup(hostname, family, (addresses) => {
        if (addresses === undefined) request.oncomplete(uv.UV_EAI_NONAME);
        else request.oncomplete(null, addresses);
      });
      return 0;
    },
    getnameinfo(request, address, port) {
      host.later(() => request.oncomplete(null, address, String(port)));
      return 0;
    },
    canonicalizeIP: (address) => host.canonicalAddress(address),
    convertIpv6StringToBuffer: () => undefined,
    strerror: (code) => `DNS server returned answer with no data (${code})`,
    AF_INET: 2, AF_INET6: 10, AF_UNSPEC: 0, AI_ADDRCONFIG: 32, AI_ALL: 16, AI_V4MAPPED: 8,
    DNS_ORDER_VERBATIM: 0, DNS_ORDER_IPV4_FIRST: 1, DNS_ORDER_IPV6_FIRST: 2,
  };
})
