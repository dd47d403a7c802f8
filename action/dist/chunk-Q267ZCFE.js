var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="cbffe13e5822d24cdc9a";export{o as a,r as b};
