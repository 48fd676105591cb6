'use strict';
(function ({ host }, internalBinding) {
  const uv = internalBinding('uv');
  const { AsyncWrap } = internalBinding('async_wrap');
  class GetAddrInfoReqWrap extends AsyncWrap {}
  class GetNameInfoReqWrap extends AsyncWrap {}
  class QueryReqWrap extends AsyncWrap {}

  function told(request, ...values) {
    request.asyncCall(request.oncomplete, ...values);
    request.asyncEnd();
  }

  // DNS beyond the names of hosts: there is no resolver, and Node is told so.
  class ChannelWrap {
    getServers() { return []; }
    setServers() { return 0; }
    setLocalAddress() {}
    cancel() {}
  }
  for (const query of ['Any', 'A', 'Aaaa', 'Caa', 'Cname', 'Mx', 'Ns', 'Txt', 'Tlsa', 'Srv', 'Ptr', 'Naptr', 'Soa'])
    ChannelWrap.prototype['query' + query] = function (request) {
      request.asyncBegin('QUERYWRAP');
      host.later(() => told(request, 'ENOTIMP'));
      return 0;
    };
  ChannelWrap.prototype.getHostByAddr = ChannelWrap.prototype.queryA;

  return {
    GetAddrInfoReqWrap, GetNameInfoReqWrap, QueryReqWrap, ChannelWrap,
    getaddrinfo(request, hostname, family) {
      request.asyncBegin('GETADDRINFOREQWRAP');
      host.lookup(hostname, family, (addresses) => {
        if (addresses === undefined) told(request, uv.UV_EAI_NONAME);
        else told(request, null, addresses);
      });
      return 0;
    },
    getnameinfo(request, address, port) {
      request.asyncBegin('GETNAMEINFOREQWRAP');
      host.later(() => told(request, null, address, String(port)));
      return 0;
    },
    canonicalizeIP: (address) => host.canonicalAddress(address),
    convertIpv6StringToBuffer: () => undefined,
    strerror: (code) => `DNS server returned answer with no data (${code})`,
    AF_INET: 2, AF_INET6: 10, AF_UNSPEC: 0, AI_ADDRCONFIG: 32, AI_ALL: 16, AI_V4MAPPED: 8,
    DNS_ORDER_VERBATIM: 0, DNS_ORDER_IPV4_FIRST: 1, DNS_ORDER_IPV6_FIRST: 2,
  };
})
