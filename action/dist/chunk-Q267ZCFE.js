var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="caebf7f34abef855456a";export{o as a,r as b};
