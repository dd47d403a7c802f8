var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="fc85a37f02438659f5f2";export{o as a,r as b};
